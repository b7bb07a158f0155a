// T-WID, T-TOK, T-ENUM, T-SES: what proves who somebody is, and everything that does not.
#include "harness.hpp"
#include "kit/crypto/crypto.hpp"

namespace crypto = kit::crypto;

class Proofs : public Security {
protected:
    std::string signed_by(const std::string& key, const std::string& header,
                          const std::string& claims) {
        auto text = crypto::base64url(header) + '.' + crypto::base64url(claims);
        return text + '.' + crypto::base64url(crypto::hmac_sha256(key, text));
    }
    std::string claims(const std::string& more = "", const std::string& audience = "acme",
                       std::chrono::seconds lasts = 300s) {
        auto now = clock.now().us / 1'000'000;
        return R"({"sub":"42","name":"Ida","aud":")" + audience + R"(","iat":)" +
               std::to_string(now) + R"(,"exp":)" + std::to_string(now + lasts.count()) + more +
               '}';
    }
};

static constexpr auto header = R"({"alg":"HS256","typ":"JWT"})";

TEST_P(Proofs, only_a_fresh_identity_signed_for_this_shop_makes_a_buyer_verified) {
    auto right = signed_by(acme.identity_key, header, claims());
    auto broken = right;
    broken[broken.size() - 3] = broken[broken.size() - 3] == 'A' ? 'B' : 'A';
    auto none = crypto::base64url(R"({"alg":"none"})") + '.' + crypto::base64url(claims()) + '.';
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"empty", ""},
        {"a word", "x"},
        {"dots", ".."},
        {"another signature", broken},
        {"no signature", right.substr(0, right.rfind('.') + 1)},
        {"the rival's key", signed_by(rival.identity_key, header, claims())},
        {"for the rival", signed_by(acme.identity_key, header, claims("", "rival"))},
        {"for nobody", signed_by(acme.identity_key, header, claims("", ""))},
        {"an empty key", signed_by("", header, claims())},
        {"the public key", signed_by("acme", header, claims())},
        {"alg none", none},
        {"alg none, signed", signed_by(acme.identity_key, R"({"alg":"none"})", claims())},
        {"alg HS512", signed_by(acme.identity_key, R"({"alg":"HS512"})", claims())},
        {"alg RS256", signed_by(acme.identity_key, R"({"alg":"RS256"})", claims())},
        {"a key it brings along",
         signed_by("mine", R"({"alg":"HS256","jwk":{"kty":"oct","k":"bWluZQ"}})", claims())},
        {"expired", signed_by(acme.identity_key, header, claims("", "acme", -120s))},
        {"valid for a year", signed_by(acme.identity_key, header, claims("", "acme", 31'536'000s))},
        {"two subjects", signed_by(acme.identity_key, header, claims(R"(,"sub":"43")"))},
        {"no subject", signed_by(acme.identity_key, header, R"({"aud":"acme","exp":99999999999})")},
        {"a subject that is no text",
         signed_by(acme.identity_key, header,
                   R"({"sub":{"$ne":1},"aud":"acme","exp":99999999999})")},
        {"no claims", signed_by(acme.identity_key, header, "[]")},
    };
    for (auto& [what, proof] : wrong) {
        auto answer = nobody().post("/visits", {{"key", acme.key}, {"identity", proof}});
        EXPECT_EQ(answer.status, 401) << what << ' ' << answer.body;
    }
    auto known = nobody().post("/visits", {{"key", acme.key}, {"identity", right}});
    EXPECT_EQ(known.status, 201) << known.body;
    EXPECT_TRUE(known.at("contact.verified").as_bool());
    EXPECT_EQ(nobody().post("/visits", {{"key", rival.key}, {"identity", right}}).status, 401)
        << "shown to another shop";
}

TEST_P(Proofs, a_wrong_identity_leaves_the_visitor_as_they_were) {
    auto ann = visitor();
    auto before = everything();
    auto wrong = signed_by(rival.identity_key, header, claims());
    EXPECT_EQ(ann.post("/visits", {{"key", acme.key}, {"identity", wrong}}).status, 401);
    EXPECT_EQ(everything(), before);
    EXPECT_FALSE(ann.get("/visit").at("contact.verified").as_bool());
}

TEST_P(Proofs, a_stranger_never_gets_the_conversation_of_somebody_proved) {
    auto ida = identified(acme, "42");
    auto hers = ida.post("/visit/messages", {{"client_key", "i"}, {"text", "我的地址"}});
    ASSERT_EQ(hers.status, 201);
    auto ann = visitor();
    for (auto& ask : {json::object{{"key", acme.key}},
                      json::object{{"key", acme.key}, {"identity", nullptr}}}) {
        auto again = ann.post("/visits", ask);
        EXPECT_NE(again.text("contact.id"), ida.id);
        EXPECT_TRUE(again.at("conversation").is_null()) << again.body;
    }
    EXPECT_EQ(ann.get("/visit/messages").at("items").as_array().size(), 0u);
    // Her number proved on another browser finds her; the secret of the browser before knows
    // nothing new.
    auto elsewhere = identified(acme, "42");
    EXPECT_EQ(elsewhere.id, ida.id);
    EXPECT_NE(elsewhere.secret, ida.secret);
}

TEST_P(Proofs, signing_in_says_the_same_to_who_does_not_exist_and_who_mistyped) {
    auto known =
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", "wrong wrong wrong"}});
    auto unknown = nobody().post(
        "/session", {{"email", "nobody@acme.test"}, {"password", "wrong wrong wrong"}});
    auto gone = hired(acme);
    execute("update people set active = 0, email = 'gone@acme.test' where id = '" + gone + "'");
    auto away =
        nobody().post("/session", {{"email", "gone@acme.test"}, {"password", "wrong wrong wrong"}});
    EXPECT_EQ(known.status, 401);
    EXPECT_EQ(same_part(known), same_part(unknown));
    EXPECT_EQ(same_part(known), same_part(away));
    Words names;
    for (auto& [name, value] : known.headers) names.insert(name);
    for (auto& [name, value] : unknown.headers) EXPECT_TRUE(names.contains(name)) << name;
}

TEST_P(Proofs, a_new_session_has_new_secrets_and_a_cookie_that_scripts_cannot_read) {
    auto fixed = kit::crypto::new_secret();
    auto in = [&] {
        return nobody().ask(
            "POST", "/session",
            json::serialize(json::object{{"email", "ben@acme.test"}, {"password", cast_password}}),
            {{"Content-Type", "application/json"}, {"Cookie", "sid=" + fixed}});
    };
    auto one = in(), two = in();
    ASSERT_EQ(one.status, 201) << one.body;
    auto cookie = one.header("set-cookie");
    EXPECT_FALSE(cookie.contains(fixed)) << "a secret that somebody else chose";
    EXPECT_NE(cookie, two.header("set-cookie"));
    EXPECT_NE(one.text("csrf"), two.text("csrf"));
    for (auto part : {"HttpOnly", "SameSite=Lax", "Path=/"})
        EXPECT_TRUE(cookie.contains(part)) << part;
    EXPECT_GE(cookie.find(';'), std::string("sid=").size() + 43) << "256 bits";
    EXPECT_FALSE(one.body.contains(cookie.substr(4, 43)));
}

TEST_P(Proofs, secrets_have_no_structure) {
    std::set<std::string> seen;
    std::map<char, int> letters;
    for (int i = 0; i < 2000; ++i) {
        auto secret = crypto::new_secret();
        EXPECT_EQ(secret.size(), 43u);
        EXPECT_TRUE(seen.insert(secret).second);
        for (char c : secret.substr(0, 42)) ++letters[c];
    }
    // 84,000 letters of 64 kinds: 1,312 each; six standard deviations are 216.
    EXPECT_EQ(letters.size(), 64u);
    for (auto& [letter, count] : letters) EXPECT_NEAR(count, 1312.5, 216) << letter;
}

ON_SQLITE(Proofs);
