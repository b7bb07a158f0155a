// T-UP: what a file is, its bytes say; its name and declared type are words of a stranger.
#include <filesystem>
#include <regex>

#include "harness.hpp"
#include "kit/crypto/crypto.hpp"

namespace {

using namespace std::string_literals;

// One white pixel. Source: written by hand after the PNG specification, third edition.
const std::string pixel = [] {
    std::string out;
    std::string hex =
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415478da63f8ffff3f0005fe02fe331295140000000049454e44ae426082";
    for (std::size_t i = 0; i < hex.size(); i += 2)
        out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return out;
}();
const std::string script = "<script>window.__xss=1</script>";

// Bytes that browsers have been talked into running.
const std::vector<std::pair<std::string, std::string>> contents = {
    {"html", "<!doctype html><html><body>" + script + "</body></html>"},
    {"html after blanks", std::string(300, ' ') + "<html>" + script},
    {"html after a mark", "\xef\xbb\xbf<html>" + script},
    {"utf-16 html", "\xff\xfe<\0s\0c\0r\0i\0p\0t\0>\0"s},
    {"svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + script + "</svg>"},
    {"svg with a head",
     "<?xml version='1.0'?><!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>"},
    {"xml that reads a file", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"},
    {"xslt", "<?xml-stylesheet href='javascript:alert(1)'?><x/>"},
    {"script", "window.__xss=1"},
    {"module", "import('/x.js')"},
    {"style", "body{background:url(https://evil.example/)}"},
    {"manifest", R"({"start_url":"/desk"})"},
    {"pdf", "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"},
    {"mhtml",
     "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: "
     "text/html\n\n" +
         script},
    {"swf", "FWS\x09"s + script},
    {"zip", "PK\x03\x04" + script},
    {"elf",
     "\x7f"
     "ELF" +
         script},
    {"a shell", "#!/bin/sh\necho x"},
    {"text", "just text"},
    {"one byte", "\0"s},
    {"controls", "\x01\x02\x03\x04"},
};
// Bytes that say they are a picture and are none, or more than one.
const std::vector<std::pair<std::string, std::string>> pretenders = {
    {"gif that is a script", "GIF89a=1;" + script},
    {"gif of nothing", "GIF89a"},
    {"png of nothing", "\x89PNG\r\n\x1a\n"},
    {"jpeg of nothing", "\xff\xd8\xff\xe0" + script},
    {"webp of nothing", "RIFF\x10\0\0\0WEBPVP8 "s + script},
    {"cut png", pixel.substr(0, 40)},
};
const std::vector<std::string> types = {"image/png",
                                        "image/svg+xml",
                                        "text/html",
                                        "text/html; charset=utf-7",
                                        "application/json",
                                        "application/javascript",
                                        "multipart/form-data; boundary=x",
                                        "text/xml",
                                        "x/y"};
const std::vector<std::string> names = {"a.png",
                                        "a.html",
                                        "a.svg",
                                        "a.png.html",
                                        "a.html\0.png"s,
                                        "../../etc/passwd",
                                        "..\\..\\windows\\system32\\x",
                                        "/etc/passwd",
                                        "C:\\x.exe",
                                        "a\r\nSet-Cookie: x=1",
                                        "a\nContent-Type: text/html",
                                        "\"><img src=x onerror=alert(1)>",
                                        "a\"; filename=\"b.html",
                                        "a';--.txt",
                                        "\xe2\x80\xae"
                                        "gnp.exe",
                                        "a\xe2\x80\x8b.png",
                                        std::string(300, 'x'),
                                        std::string(300, '\xff'),
                                        "CON",
                                        "nul.txt",
                                        ".",
                                        "..",
                                        "",
                                        ".htaccess",
                                        "%00",
                                        "%2e%2e%2fx",
                                        "中文 名字.jpg",
                                        "a;b=c.txt",
                                        "a.txt ",
                                        "\t"};

}  // namespace

class Uploads : public Security {
protected:
    Answer upload(const Caller& who, const std::string& path, const std::string& name,
                  const std::string& type, const std::string& bytes) {
        return who.ask("POST", path + "?name=" + percent(name), bytes, {{"Content-Type", type}});
    }
    Answer fetch(const Caller& who, const std::string& id, const std::string& query = "") {
        return who.ask("GET", "//files/" + id + query);
    }

    void is_served_harmlessly(const Answer& served, bool picture, const std::string& what) {
        EXPECT_EQ(served.status, 200) << what;
        EXPECT_EQ(served.header("x-content-type-options"), "nosniff") << what;
        auto policy = served.header("content-security-policy");
        EXPECT_TRUE(policy.contains("sandbox") && policy.contains("default-src 'none'") &&
                    !policy.contains("allow-"))
            << what << policy;
        auto disposition = served.header("content-disposition");
        EXPECT_TRUE(disposition.starts_with(picture ? "inline;" : "attachment;"))
            << what << ' ' << disposition;
        // One name without a character that could end it, and one encoded.
        static const std::regex form(
            "(inline|attachment); filename=\"[A-Za-z0-9._-]+\"; "
            "filename\\*=UTF-8''([A-Za-z0-9._-]|%[0-9A-F]{2})+");
        EXPECT_TRUE(std::regex_match(disposition, form)) << what << ' ' << disposition;
        EXPECT_EQ(served.header("content-type"), picture ? "image/png" : "application/octet-stream")
            << what;
        EXPECT_TRUE(served.header("set-cookie").empty()) << what;
        EXPECT_FALSE(served.header("cache-control").contains("public")) << what;
    }
    void folder_holds_only_hashes() {
        static const std::regex form("[0-9a-f]{2}/[0-9a-f]{64}");
        auto root = std::filesystem::path(options.data) / "blobs";
        int count = 0;
        for (auto& file : std::filesystem::recursive_directory_iterator(root)) {
            if (!file.is_regular_file()) continue;
            ++count;
            auto name = std::filesystem::relative(file.path(), root).string();
            EXPECT_TRUE(std::regex_match(name, form)) << name;
            EXPECT_EQ(file.status().permissions() & std::filesystem::perms::others_all,
                      std::filesystem::perms::none)
                << name;
        }
        EXPECT_GT(count, 0);
    }
};

TEST_P(Uploads, content_decides_and_neither_its_name_nor_its_declared_type) {
    auto ben = session_of(acme, acme.ben);
    std::size_t turn = 0;
    for (auto& [what, bytes] : contents)
        for (auto& type : types) {
            auto& name = names[turn++ % names.size()];
            auto made = upload(here.buyer, "/visit/files", name, type, bytes);
            auto where = what + " as " + type + " called " + percent(name) + ": " + made.body;
            if (made.status == 400) {  // a name that is no text
                EXPECT_EQ(made.reason(), "bad_query") << where;
                continue;
            }
            ASSERT_EQ(made.status, 201) << where;
            EXPECT_FALSE(made.text("content_type").starts_with("image/")) << where;
            auto served = fetch(ben, made.text("id"));
            is_served_harmlessly(served, false, where);
            EXPECT_EQ(served.body, bytes) << where;
        }
    folder_holds_only_hashes();
}

TEST_P(Uploads, a_picture_is_drawn_anew_and_what_only_says_it_is_one_is_refused) {
    auto made = upload(here.buyer, "/visit/files", "a.html", "text/html", pixel + script);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("content_type"), "image/png");
    auto served = fetch(here.buyer, made.text("id"));
    is_served_harmlessly(served, true, "a picture with a script behind it");
    EXPECT_FALSE(served.body.contains("script"));
    for (auto& [what, bytes] : pretenders)
        for (auto& type : {types[0], types[2]}) {
            auto refused = upload(here.buyer, "/visit/files", "a.png", type, bytes);
            EXPECT_EQ(refused.status, 422) << what << ' ' << refused.body;
            EXPECT_EQ(refused.reason(), "bad_picture") << what;
        }
    EXPECT_EQ(upload(here.buyer, "/visit/files", "a", "text/plain", "").status, 422);
    EXPECT_EQ(nobody().ask("GET", "//healthz").status, 200);
}

TEST_P(Uploads, every_name_is_shown_as_text_or_not_at_all_and_never_touches_the_disk) {
    auto ben = session_of(acme, acme.ben);
    for (auto& name : names) {
        auto made = upload(here.buyer, "/visit/files", name, "text/plain", "x");
        if (made.status == 400) continue;
        ASSERT_EQ(made.status, 201) << percent(name);
        auto shown = made.text("name");
        EXPECT_FALSE(shown.empty()) << percent(name);
        EXPECT_EQ(shown.find_first_of("/\\\r\n\0"s), shown.npos) << percent(name);
        EXPECT_FALSE(shown.contains("\xe2\x80\xae")) << percent(name);
        EXPECT_LE(shown.size(), 480u) << percent(name);
        EXPECT_TRUE(shown != "." && shown != "..") << percent(name);
        is_served_harmlessly(fetch(ben, made.text("id")), false, percent(name));
    }
    folder_holds_only_hashes();
    for (auto& file : std::filesystem::directory_iterator(options.data)) {
        auto name = file.path().filename().string();
        EXPECT_TRUE(Words({"blobs", "blobs.part", "lock", "master.key", "setup_token", "push.key",
                           "push_key"})
                        .contains(name) ||
                    name.starts_with("xiaoer.db"))
            << name;
    }
}

TEST_P(Uploads, only_the_desk_and_the_buyer_of_the_conversation_see_the_bytes) {
    auto bob = visitor();
    auto pass = here.buyer.get("/visit").text("file_pass");
    auto bobs = bob.get("/visit").text("file_pass");
    auto rivals = there.buyer.get("/visit").text("file_pass");
    EXPECT_EQ(fetch(here.buyer, here.file).status, 200);
    EXPECT_EQ(fetch(nobody(), here.file, "?pass=" + pass).status, 200);
    EXPECT_EQ(fetch(session_of(acme, acme.beth), here.file).status, 200);
    auto unseen = same_part(fetch(nobody(), "018f0000-0000-7000-8000-000000000000"));
    auto hidden = [&](const std::string& what, const Caller& who, const std::string& query = "") {
        EXPECT_EQ(same_part(fetch(who, here.file, query)), unseen) << what;
    };
    hidden("a stranger", nobody());
    hidden("another buyer", bob);
    hidden("a buyer of another shop", there.buyer);
    hidden("the administrator of another shop", session_of(rival, rival.dora));
    hidden("the warehouse", session_of(acme, acme.wade));
    hidden("a token that may not converse", token_of(acme, acme.dora, R"(["read_audit"])"));
    hidden("another buyer's pass", nobody(), "?pass=" + bobs);
    hidden("another shop's pass", nobody(), "?pass=" + rivals);
    hidden("an empty pass", nobody(), "?pass=");
    hidden("a pass without a signature", nobody(), "?pass=" + pass.substr(0, pass.rfind('.') + 1));
    auto changed = pass;
    changed.back() = changed.back() == 'A' ? 'E' : 'A';
    hidden("a pass with another signature", nobody(), "?pass=" + changed);
    auto longer = pass;
    longer.insert(longer.find('.') + 1, "9");
    hidden("a pass that lasts longer", nobody(), "?pass=" + longer);
    hidden("the signature of one with the name of another", nobody(),
           "?pass=" + here.contact + bobs.substr(bobs.find('.')));
    hidden("a buyer with a pass of somebody else", here.buyer, "?pass=" + bobs);
    EXPECT_EQ(nobody().ask("GET", "//files/..%2f..%2fmaster.key").status / 100, 4);
    clock.advance(12h + 1s);
    hidden("an old pass", nobody(), "?pass=" + pass);
}

TEST_P(Uploads, nobody_sends_a_file_that_another_one_uploaded) {
    auto bob = visitor();
    auto theirs = upload(bob, "/visit/files", "b.txt", "text/plain", "bob's").text("id");
    auto send = [&](const Caller& who, const std::string& path, json::object ask) {
        ask["client_key"] = "f" + who.id;
        ask["files"] = json::array{json::string(theirs)};
        ask["text"] = "您好";
        return who.post(path, ask);
    };
    EXPECT_EQ(send(here.buyer, "/visit/messages", {}).reason(), "no_such_file");
    EXPECT_EQ(send(session_of(acme, acme.ben), "/conversations/" + here.conversation + "/messages",
                   {{"kind", "reply"}})
                  .reason(),
              "no_such_file");
    EXPECT_EQ(fetch(here.buyer, theirs).status, 404);
    auto mine = session_of(acme, acme.ben);
    auto own = upload(mine, "/files", "o.txt", "text/plain", "ben's").text("id");
    EXPECT_EQ(fetch(here.buyer, own).status, 404) << "not sent yet";
    json::object ask{{"client_key", "o"}, {"kind", "note"}, {"text", "x"}, {"files", {own}}};
    EXPECT_EQ(mine.post("/conversations/" + here.conversation + "/messages", ask).status, 201);
    EXPECT_EQ(fetch(here.buyer, own).status, 404) << "sent in a note";
}

ON_SQLITE(Uploads);
