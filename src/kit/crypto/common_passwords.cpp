#include "kit/crypto/common_passwords.hpp"

#include <algorithm>
#include <cstdint>
#include <ranges>
#include <string>
#include <vector>

namespace kit::crypto {
namespace {

constexpr std::string_view words =
    "password passwort passwd pass secret geheim mima wodemima mimamima letmein welcome "
    "welcometo hello helloworld changeme default guest test tester testing temp temporary "
    "demo login signin access open opensesame admin admins administrator root toor super "
    "superuser superman user username master manager system server service support helpdesk "
    "office company business backup public private security secure internet computer network "
    "website database oracle mysql postgres redis docker linux ubuntu windows microsoft "
    "apple google facebook twitter youtube amazon alibaba taobao tmall tianmao jingdong "
    "pinduoduo douyin kuaishou weixin wechat weibo tencent baidu alipay zhifubao huawei "
    "xiaomi iphone samsung android nokia kefu shop shopping store market dianpu wangdian "
    "shouhou kehu dingdan xiaoer agent seller buyer customer iloveyou iloveu ilove loveyou "
    "loveme love lover lovely forever always woaini woaini1314 woaiwojia woaiziji woaimama "
    "woaibaba aini laopo laogong baobei baobao qinaide mylove mybaby baby babygirl babyboy "
    "angel angels princess prince queen king sweet sweetie sweetheart honey sugar cookie "
    "chocolate candy banana orange cherry peach lemon coffee cheese pepper ginger tigger "
    "tiger lion panda dragon monkey rabbit kitty hellokitty pussycat puppy doggy dog cat "
    "snoopy garfield mickey minnie donald doraemon pikachu pokemon naruto sasuke goku "
    "onepiece gundam conan batman spiderman ironman joker starwars skywalker matrix harry "
    "potter harrypotter hogwarts gandalf frodo merlin phoenix shadow ghost killer hunter "
    "ranger soldier warrior samurai ninja pirate wizard demon devil satan jesus christ "
    "heaven bless blessed faith hope grace peace freedom liberty justice victory winner "
    "champion lucky fortune money million dollar rich facai fafafa gongxi gongxifacai xingfu "
    "kuaile pingan jiankang haoyun shengri shengrikuaile xinniankuaile zhongguo beijing "
    "shanghai guangzhou shenzhen hangzhou chengdu wuhan nanjing taiwan hongkong china "
    "america canada london paris berlin tokyo newyork sunshine sunny sunflower flower "
    "rainbow summer winter spring autumn monday friday sunday january february march april "
    "august september october november december today tomorrow yesterday morning midnight "
    "moon moonlight star starlight galaxy universe earth world ocean river mountain forest "
    "thunder lightning storm snow snowball fire water silver golden diamond crystal purple "
    "yellow black white green blue red pink magic mystic music guitar piano metal metallica "
    "nirvana rock rockyou rockstar dance dancer football soccer baseball basketball hockey "
    "tennis golf swimming jordan kobe lakers yankees cowboys steelers eagles liverpool "
    "chelsea arsenal manchester barcelona realmadrid juventus ronaldo messi beckham ferrari "
    "porsche mercedes toyota honda mustang corvette harley yamaha camaro bmw audi school "
    "college student teacher doctor nurse lawyer engineer driver police friend friends "
    "family mother father mommy daddy sister brother mama papa boss laoban michael michelle "
    "jennifer jessica ashley amanda daniel david robert thomas william andrew anthony joshua "
    "matthew justin brandon charlie george richard patrick samantha nicole elizabeth "
    "stephanie maggie buster bailey jackson hannah sophie olivia emily alex alexander maria "
    "anna peter james john johnny tommy bobby jack lucy lily mary rose whatever trustno "
    "trustnoone nothing nopassword idontknow fuckyou fuckoff asshole bullshit biteme nimabi "
    "caonima wocao qusi shabi blahblah abc abcd abcde abcdef abcdefg abcdefgh aaa aaaa qwe "
    "qweasd qweasdzxc qwer qwert qwerty asd asdf asdfg asdfgh zxc zxcv zxcvbn zxcvbnm qaz "
    "qazwsx qazwsxedc wsx edc xyz aa a aaaaa as qq qqq wo ni";

constexpr std::string_view tails =
    "1 2 3 4 5 6 7 8 9 0 01 02 007 10 11 12 13 21 22 23 66 69 77 88 99 00 100 101 110 111 "
    "119 120 121 123 147 222 223 233 234 250 258 311 312 321 333 369 404 420 444 456 502 520 "
    "521 555 588 666 678 688 707 718 777 786 789 798 888 911 987 988 996 999 000 0000 0001 "
    "0123 1111 1122 1212 1213 1221 1234 1235 1313 1314 1324 1357 1472 2222 2323 2345 2580 "
    "3344 3456 4321 4444 4567 5201 5566 5678 5555 6666 6688 6789 7777 7788 7890 8888 9527 "
    "9876 9999 11111 12321 12345 13579 23456 54321 52013 55555 66666 77777 88888 99999 00000 "
    "000000 111111 112233 121212 123123 123321 123456 123654 131313 1314520 131420 147258 "
    "159357 159753 168168 222222 333333 444444 456789 520520 5201314 521521 555555 654321 "
    "666666 666888 777777 789456 888888 987654 999999 1234567 7654321 7758521 7758258 "
    "12345678 87654321 123456789 987654321 1234567890 147258369 a b x abc aaa qwe asd zxc "
    "xyz ok me you vip pro com cn net";

constexpr std::string_view marks =
    "! !! !!! @ # $ * . .. ? _ - !@# !@#$ !@#$% !@#$%^ @123 #123 !123 .123 _123 -123 *123 "
    "@1234 #1234 @12345 @123456 #123456 !1 @1 #1 1! 1@ 1# 12! 123! 123@ 123# 123$ 123. 123* "
    "1234! 1234@ 12345! 123456! 123456@ @qq @qq.com @163 @163.com @126.com @gmail.com @888 "
    "@666 @520 @1314 @abc !qaz @wsx";

// Family names and frequent given names in pinyin, as they are typed: without tones and spaces.
constexpr std::string_view families =
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo "
    "zheng liang xie song tang han feng deng cao peng zeng xiao tian dong pan yuan cai jiang "
    "yu du ye cheng wei su lu ding ren lv yao shen fan jin shi";
constexpr std::string_view given =
    "wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xia ping "
    "gang hui hong ying lin peng xin bo bin hao yu fei long kai feng jian hua xue ting dan "
    "mei xiaoming xiaohong xiaoli xiaoyu zixuan haoran yuxuan zihan yichen meiling guoqiang "
    "jianguo jianhua xiaodong xiaofeng lili dandan tingting yuanyuan jingjing lingling "
    "feifei xiuying guihua";
constexpr std::string_view name_tails =
    "1 12 123 1234 12345 123456 520 521 1314 5201314 666 888 666666 888888 88 99 000 110 111 "
    "111111 123123 321 168 zz @123 123! 2020 2021 2022 2023 2024 2025 2026 1980 1985 1988 "
    "1990 1995 2000";

// Lines along which fingers walk. Every stretch of 8..12 keys of them is a password to somebody.
constexpr std::string_view walks =
    "`1234567890-= qwertyuiop[] asdfghjkl;' zxcvbnm,./ qwertyuiopasdfghjklzxcvbnm "
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm qazwsxedcrfvtgbyhnujm 1q2w3e4r5t6y7u8i9o0p "
    "q1w2e3r4t5y6u7i8o9p0 a1s2d3f4g5h6j7k8l9 z1x2c3v4b5n6m7 a1b2c3d4e5f6g7h8i9 "
    "1a2b3c4d5e6f7g8h9i qweasdzxcrtyfghvbn qweasdzxc123 123qweasdzxc qwer1234asdf5678 "
    "1234qwerasdfzxcv asdf1234qwer qwe123asd456zxc789 qweqweqwe123 asdasdasd123 147258369147 "
    "741852963741 159357258456 963852741 789456123789 1122334455667788990011 "
    "112233445566aabbcc 123123456456789789 aabbccddeeffgg abcdefghijklmnopqrstuvwxyz "
    "01234567890123456789 0102030405060708 13579246801357924680 147896325 1597534682 "
    "qpwoeirutyalskdjfhgzmxncbv !@#$%^&*()_+ 1!2@3#4$5%6^ !qaz@wsx#edc$rfv zaq12wsxcde34rfv "
    "zaq1xsw2cde3vfr4 1qazxsw23edcvfr4 poiuytrewqlkjhgfdsa";

// The pieces of one of the lists above.
std::vector<std::string_view> each(std::string_view list) {
    std::vector<std::string_view> pieces;
    for (auto piece : std::views::split(list, ' ')) pieces.emplace_back(piece.begin(), piece.end());
    return pieces;
}

// Source: FNV-1a, 64 bits (the offset basis and prime of its authors).
std::uint64_t hashed(std::string_view text) {
    std::uint64_t hash = 14695981039346656037u;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
}

class List {
public:
    List() {
        add_words();
        add_names();
        add_dates();
        add_walks();
        std::ranges::sort(hashes_);
        auto rest = std::ranges::unique(hashes_);
        hashes_.erase(rest.begin(), rest.end());
        hashes_.shrink_to_fit();
    }
    bool has(std::string_view text) const {
        return std::ranges::binary_search(hashes_, hashed(text));
    }
    std::size_t size() const { return hashes_.size(); }

private:
    void add(std::string_view text) {
        if (text.size() >= 8) hashes_.push_back(hashed(text));
    }
    void add(std::string_view a, std::string_view b) {
        std::string text(a);
        text += b;
        add(text);
    }

    void add_words() {
        for (auto word : each(words)) {
            add(word);
            add(word, word);
            add(std::string(word.rbegin(), word.rend()));
            for (auto tail : each(tails)) {
                add(word, tail);
                if (tail.size() <= 6) add(tail, word);
            }
            for (auto mark : each(marks)) add(word, mark);
            for (int year = 1960; year <= 2035; ++year) {
                auto digits = std::to_string(year);
                add(word, digits);
                if (year < 2010) continue;
                add(digits, word);
                for (auto mark : {"!", "@", "#", "."}) {
                    add(word, digits + mark);
                    add(word, mark + digits);
                }
            }
        }
        for (auto a : each(tails))
            for (auto b : each(tails)) add(a, b);
        // Two short favourites in a row: "iloveapple" is as quickly tried as "apple123".
        for (auto a : {"ilove", "love", "my", "the", "woai", "hello", "super", "big", "i"})
            for (auto b : each(words)) {
                add(a, b);
                add(a, std::string(b) + "123");
                add(a, std::string(b) + "1");
            }
    }

    void add_names() {
        for (auto family : each(families))
            for (auto name : each(given)) {
                std::string straight = std::string(family) + std::string(name);
                add(straight);
                for (auto tail : each(name_tails)) add(straight, tail);
                for (auto tail : {"", "123", "520", "1314"})
                    add(std::string(name) + std::string(family), tail);
            }
        for (auto name : each(families))
            for (auto tail : each(tails)) add(name, tail);
        for (auto name : each(given))
            for (auto tail : each(tails)) add(name, tail);
    }

    void add_dates() {
        for (int year = 1940; year <= 2035; ++year)
            for (int month = 1; month <= 12; ++month)
                for (int day = 1; day <= 31; ++day) {
                    auto two = [](int number) {
                        return std::string{static_cast<char>('0' + number / 10),
                                           static_cast<char>('0' + number % 10)};
                    };
                    std::string y = std::to_string(year), m = two(month), d = two(day);
                    add(y + m + d);
                    add(d + m + y);
                    add(m + d + y);
                    if (year < 1970 || year > 2015) continue;
                    for (auto letter : {"a", "w", "z", "qq"}) add(letter, y + m + d);
                    for (auto letters : {"aa", "qq", "woaini", "love"})
                        add(letters, y.substr(2) + m + d);
                }
    }

    void add_walks() {
        for (auto walk : each(walks))
            for (std::size_t length = 8; length <= walk.size(); ++length)
                for (std::size_t from = 0; from + length <= walk.size(); ++from) {
                    std::string stretch(walk.substr(from, length));
                    add(stretch);
                    add(std::string(stretch.rbegin(), stretch.rend()));
                    for (auto tail : {"1", "123", "!", "."}) add(stretch, tail);
                }
        for (auto walk : each(walks))
            for (std::size_t length = 4; length < 8 && length <= walk.size(); ++length)
                for (std::size_t from = 0; from + length <= walk.size(); ++from) {
                    auto stretch = walk.substr(from, length);
                    add(stretch, stretch);
                    if (from > 0) continue;
                    for (auto tail : each(tails)) add(stretch, tail);
                }
    }

    std::vector<std::uint64_t> hashes_;
};

const List& list() {
    static const List made;
    return made;
}

}  // namespace

bool is_common_password(std::string_view folded) { return list().has(folded); }
std::size_t common_password_count() { return list().size(); }

}  // namespace kit::crypto
