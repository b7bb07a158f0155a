#include "kit/text/fold.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace kit::text {

namespace {

// Pairs, traditional then simplified. Common characters only; the rare ones stay as they are.
// A traditional character that is also an ordinary simplified one (著, 於 in names) is left out
// unless the two readings may safely count as one in search.
constexpr std::u32string_view traditional_pairs =
    U"來来個个們们這这為为說说時时會会過过對对沒没還还後后麼么樣样點点發发當当動动從从開开現现經经"
    U"長长學学間间關关問问題题氣气電电話话業业種种機机產产實实進进與与給给"
    U"無无將将體体員员場场書书見见車车東东馬马門门買买賣卖錢钱貨货單单訂订購购寶宝貝贝評评價价優优"
    U"減减贈赠禮礼積积數数據据質质檢检驗验證证測测試试報报訴诉訟讼請请謝谢"
    U"讓让誰谁該该認认識识記记錄录許许設设計计議议討讨論论讀读課课調调談谈語语誤误誠诚詳详細细節节"
    U"線线級级紅红綠绿藍蓝黃黄顏颜絲丝織织網网絡络統统續续繼继總总結结約约"
    U"純纯紙纸紋纹紹绍終终組组綁绑維维綜综緊紧緒绪編编緣缘練练縣县縮缩績绩繞绕繪绘纏缠纖纤罰罚罵骂"
    U"羅罗義义習习聯联聽听聲声職职聖圣腦脑腳脚臉脸膚肤膠胶膽胆臟脏臺台興兴"
    U"舊旧舉举艙舱艱艰藝艺藥药蘋苹蘇苏蘭兰處处虛虚號号虧亏蝦虾螞蚂蟲虫衛卫衝冲補补裝装裡里裏里製制"
    U"複复褲裤襯衬規规視视親亲覺觉覽览觀观觸触訊讯訓训託托訪访詐诈詞词詢询"
    U"誇夸誌志誘诱諒谅諾诺謀谋謊谎謎谜講讲謹谨譯译護护譽誉變变豐丰豬猪貓猫負负財财貢贡貧贫貪贪販贩"
    U"責责貴贵費费貿贸賀贺賓宾賞赏賠赔賢贤賤贱賦赋賬账賭赌賴赖賺赚贏赢贓赃"
    U"趕赶趙赵跡迹踐践蹤踪軀躯軍军軟软軸轴較较載载輔辅輕轻輛辆輝辉輪轮輯辑輸输轉转轎轿辦办辭辞農农"
    U"迴回連连週周遊游運运達达遠远適适遲迟遷迁選选遺遗邊边郵邮鄉乡鄰邻醜丑"
    U"醫医釋释針针釘钉鈔钞鈕钮鉛铅銀银銅铜銷销鋪铺鋼钢錯错錶表鍋锅鍵键鎖锁鎮镇鏡镜鐘钟鐵铁鑒鉴鑽钻"
    U"閃闪閉闭閒闲閱阅闆板闊阔隊队陰阴陳陈陸陆陽阳階阶際际隨随險险隱隐隻只"
    U"雙双雜杂雞鸡離离難难雲云霧雾靈灵靜静響响頁页頂顶項项順顺須须預预頑顽頓顿頗颇領领頭头頻频額额"
    U"願愿類类顧顾顯显風风飄飘飛飞飯饭飲饮飽饱餅饼餓饿餘余館馆駕驾駐驻騙骗"
    U"騷骚驅驱驕骄驚惊髒脏鬆松鬧闹魚鱼鮮鲜鳥鸟鴨鸭鵝鹅鹹咸麗丽麥麦麵面黨党齊齐齒齿龍龙龜龟僅仅傳传"
    U"傷伤債债傾倾償偿儘尽億亿儀仪儲储兒儿內内兩两冊册凍冻凈净淨净凱凯別别"
    U"刪删則则剛刚剝剥創创劃划劇剧劍剑劑剂勁劲勞劳勢势勝胜務务勵励勸劝區区協协卻却厭厌厲厉參参叢丛"
    U"吳吴吶呐啟启啞哑喚唤喪丧喬乔喫吃嗎吗嘆叹嘗尝嘩哗噴喷噸吨嚇吓嚴严囑嘱"
    U"囉啰圍围園园圓圆圖图團团執执堅坚塊块塗涂塵尘墊垫墜坠墳坟墻墙牆墙壓压壘垒壞坏壯壮壽寿夠够夢梦"
    U"夾夹奪夺奮奋妝妆婦妇媽妈嬌娇嬰婴孫孙寧宁審审寫写寬宽寢寝專专尋寻導导"
    U"屆届屍尸屜屉層层屬属岡冈島岛峽峡崗岗嶺岭嶽岳幣币帥帅師师帳帐帶带幫帮幹干幾几庫库廁厕廂厢廈厦"
    U"廚厨廟庙廠厂廢废廣广廳厅張张強强彈弹彎弯彙汇匯汇徑径徵征徹彻恆恒悅悦"
    U"悶闷惡恶惱恼愛爱愜惬態态慘惨慚惭慣惯慮虑慶庆憂忧憑凭憤愤憲宪憶忆應应懇恳懲惩懶懒懷怀懸悬懼惧"
    U"戀恋戰战戲戏戶户拋抛挾挟捨舍掃扫掛挂採采揀拣揚扬換换揮挥損损搖摇搗捣"
    U"搶抢摟搂摺折撈捞撐撑撥拨撫抚撲扑擁拥擇择擊击擋挡擔担擠挤擬拟擺摆擾扰攔拦攜携攝摄攤摊攪搅敗败"
    U"敘叙敵敌斂敛斃毙斬斩斷断於于昇升晝昼暈晕暉晖暢畅暫暂曆历曉晓曬晒條条"
    U"棄弃棟栋棧栈楊杨楓枫榮荣構构槍枪樁桩樂乐樓楼標标樞枢樸朴樹树橋桥橢椭橫横檔档檯台櫃柜檸柠櫥橱"
    U"欄栏權权歐欧歡欢歲岁歷历歸归殘残殼壳毀毁氈毡氫氢決决況况洩泄涼凉淚泪"
    U"淵渊淺浅渦涡渾浑湊凑湧涌湯汤準准溝沟溫温滅灭滌涤滯滞滲渗滾滚滿满漁渔漢汉漬渍漲涨漸渐潔洁潛潜"
    U"潤润澀涩澤泽濁浊濃浓濕湿濟济濤涛濾滤瀉泻瀏浏灑洒灘滩灣湾災灾烏乌煉炼"
    U"煙烟煩烦熱热燈灯燒烧燙烫營营爐炉爛烂爭争爺爷牽牵犧牺狀状狹狭猶犹獄狱獅狮獎奖獨独獲获獸兽獻献"
    U"瑪玛環环瓊琼畫画異异疊叠痙痉瘋疯瘡疮療疗癒愈癢痒癥症皺皱盜盗盞盏盡尽"
    U"監监盤盘盧卢瞞瞒瞭了矚瞩矯矫硃朱碩硕確确碼码磚砖礎础礙碍礦矿禍祸禪禅禿秃稅税稱称穀谷穌稣穩稳"
    U"窩窝窮穷竄窜竅窍競竞筆笔筍笋箏筝範范築筑篩筛簡简簽签簾帘籃篮籌筹籠笼"
    U"籤签籬篱粵粤糧粮糾纠紀纪納纳紐纽紛纷紮扎紳绅絕绝絨绒綢绸綫线綱纲綿绵緞缎緩缓緬缅緯纬緻致縫缝"
    U"縱纵縷缕繃绷繡绣繩绳繫系繳缴纜缆罈坛罷罢翹翘耬耧聞闻聰聪聳耸肅肃脅胁"
    U"脈脉脫脱脹胀腎肾腫肿腸肠膩腻臨临莊庄莖茎華华萊莱萬万葉叶葷荤蒼苍蓋盖蓮莲蔣蒋薑姜薦荐薩萨蕩荡"
    U"薔蔷蘆芦虜虏術术裊袅襖袄襪袜襲袭訖讫訝讶診诊註注詛诅詭诡詩诗誕诞諉诿"
    U"諧谐諮咨諷讽謂谓謙谦謠谣譏讥譜谱譴谴豎竖貫贯貶贬貸贷賊贼賂赂賄贿資资賜赐贅赘贊赞讚赞贖赎趨趋"
    U"躍跃輩辈輾辗轟轰轄辖辯辩辮辫邏逻遙遥遞递遼辽邁迈鄭郑醬酱釀酿釣钓鈉钠"
    U"鈣钙鈴铃鉤钩銳锐鋁铝鋒锋錘锤錦锦鍛锻鎊镑鏈链鏟铲鑄铸鑰钥鑼锣閥阀閩闽闖闯闡阐陣阵陝陕隸隶雖虽"
    U"靚靓靦腼韓韩韌韧頌颂頒颁頰颊頸颈頹颓顆颗顛颠顫颤颱台飼饲飾饰餃饺餌饵"
    U"餵喂饅馒饋馈饒饶饞馋馴驯駁驳駛驶駱骆騎骑騰腾驢驴驟骤髮发鬍胡鬚须鬥斗魯鲁鯨鲸鰻鳗鱷鳄鳳凤鳴鸣"
    U"鴿鸽鷹鹰鹽盐黴霉齡龄齣出妳你牠它甦苏傑杰佈布佔占併并倉仓倆俩偉伟側侧"
    U"偵侦偽伪傭佣僑侨僕仆儉俭兇凶剎刹劉刘勻匀匱匮厠厕吋寸呎尺唄呗嗆呛嘔呕嘜唛噓嘘嚐尝囌苏塢坞塲场"
    U"墮堕壺壶奧奥姦奸姪侄娛娱嫵妩孃娘宮宫寵宠峯峰嶄崭幀帧廬庐弔吊彌弥彥彦"
    U"徠徕恥耻愷恺慄栗慾欲懨恹戔戋掙挣揹背摑掴撓挠擰拧擻擞敍叙斕斓暱昵朧胧柵栅桿杆梔栀梱捆棗枣棲栖"
    U"槓杠槳桨樺桦檻槛櫻樱殺杀毆殴汙污沖冲泝溯涇泾淒凄滬沪潑泼潰溃澆浇瀝沥"
    U"瀾澜炤照煥焕熾炽燉炖燦灿燭烛爾尔牘牍狽狈獃呆瑣琐瑤瑶璣玑瓏珑甌瓯畝亩畢毕疇畴癡痴皚皑盃杯眾众"
    U"衆众睏困矇蒙砲炮禦御窯窑竊窃箇个簍篓綵彩綽绰縐绉罎坛羣群翫玩聾聋脣唇"
    U"艷艳豔艳苧苎荳豆菸烟萵莴蒐搜蔥葱蔔卜薈荟蘿萝蝸蜗蠟蜡蠶蚕衊蔑袞衮褳裢覓觅詼诙誡诫諳谙謬谬讎仇"
    U"讒谗豈岂貍狸賒赊踴踊蹺跷躊踌躋跻軋轧軌轨輿舆轂毂迺乃逕径遶绕邨村鄧邓"
    U"醞酝鉅巨銘铭鋸锯錐锥鍊链鍾钟鎳镍鏽锈鐲镯鑲镶閣阁闇暗陞升隕陨雋隽霽霁鞏巩韋韦頃顷頤颐飆飙馳驰"
    U"駝驼驛驿骯肮髏髅鬱郁魎魉鮑鲍鯉鲤鴛鸳鴦鸯鵬鹏鶴鹤鸚鹦鹼碱麪面";

// À..ž without diacritics, one for one from U+00C0 to U+017F; a blank leaves the character alone.
constexpr std::u32string_view latin_from_00c0 =
    U"aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y"
    U"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiii   jjkk lllllllllln"
    U"nnnnn   oooooo  rrrrrrsssssssstttttt"
    U"uuuuuuuuuuuuwwyyyzzzzzzs";

using Table = std::array<char16_t, 0x10000>;

Table built() {
    Table table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<char16_t>(i);
    const auto set = [&](char32_t from, char32_t to) { table[from] = static_cast<char16_t>(to); };
    for (char32_t c = 0x21; c <= 0x7E; ++c) set(c + 0xFEE0, c);  // full width forms
    set(0x3000, ' ');
    set(0x00A0, ' ');
    for (char32_t c = 'A'; c <= 'Z'; ++c) {
        set(c, c + 0x20);
        set(c + 0xFEE0, c + 0x20);
    }
    for (std::size_t i = 0; i < latin_from_00c0.size(); ++i)
        if (latin_from_00c0[i] != U' ') set(static_cast<char32_t>(0xC0 + i), latin_from_00c0[i]);
    for (char32_t c = 0x0391; c <= 0x03A9; ++c)
        if (c != 0x03A2) set(c, c + 0x20);                         // Greek capitals
    for (char32_t c = 0x0410; c <= 0x042F; ++c) set(c, c + 0x20);  // Cyrillic capitals
    for (char32_t c = 0x0400; c <= 0x040F; ++c) set(c, c + 0x50);
    for (const char32_t c : {u'\u0419', u'\u0439'}) set(c, 0x0438);  // и краткое counts as и
    for (const char32_t c : {u'\u0401', u'\u0451'}) set(c, 0x0435);  // ё counts as е
    set(0x03C2, 0x03C3);                                             // final sigma
    for (std::size_t i = 0; i + 1 < traditional_pairs.size(); i += 2)
        set(traditional_pairs[i], traditional_pairs[i + 1]);
    return table;
}

}  // namespace

char32_t folded(char32_t point) {
    static const Table table = built();
    return point < table.size() ? table[point] : point;
}

bool is_invisible(char32_t point) {
    if (point < 0xAD) return false;
    return point == 0xAD || (point >= 0x0300 && point <= 0x036F) ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || (point >= 0xFE00 && point <= 0xFE0F) ||
           point == 0xFEFF || point == 0x180E || (point >= 0xE0000 && point <= 0xE0FFF) ||
           (point >= 0x20D0 && point <= 0x20F0);
}

}  // namespace kit::text
