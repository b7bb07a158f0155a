#include "manners/sheets.hpp"

namespace manners {

// What does a buyer good, and the same families in English.
std::string_view praise_more_sheet() {
    return R"sheet(
[good.greeting] more
(亲|您)(早|早安|早呀|上午好|中午好|下午好|晚上好|晚安|好呀|好哦|好呢)
(欢迎|感谢)(您的|您|)(光临|到来|回来|关注|咨询|惠顾|莅临|再次光临|支持)
(在的|在呢|在哦|在哈|来啦|来了亲|我来了|马上来)(亲|您说|您讲|请说|请讲|呢|哦|有什么)
(很高兴|非常高兴|很荣幸|荣幸)(能|)(为您|帮您|和您|认识您|再次)(服务|解答|沟通|见面|处理|)
(节日|新年|中秋|端午|国庆|元旦|周末|圣诞|春节|元宵|生日)(快乐|愉快|安康|幸福)

[good.empathy] more
(能|可以|很|完全|非常|真的|特别|深深|)(理解|体会|明白|感受到|体谅|懂)(到|)(您|你|亲)(的|此刻|现在|等待|着急|焦急|难处|不易|担忧|失望|心情|感受|意思)
(换成|换作|换做|要是|如果是|假如是)(我|谁|自己)(也|都)(会|一样|着急|生气|难受|担心|失望|不开心|想不通)
(让|害|叫)(您|你)(担心|着急|失望|操心|费心|久等|白跑|受累|受委屈|不开心|难过|心急|空欢喜|多等|生气)(了|)
(期待|盼|等)(了|)(这么|那么|好|很|几|许)(久|多天|多日|些天|天)(却|还|才|收到|没|真|，|,)
(辛苦|难为|麻烦|劳烦)(您|你)(了|跑|等|反复|描述|配合|拍|提供|特意|这么)
(您|你)(的|)(担心|顾虑|疑问|心情|感受|不满|失望|难处)(我|我们|是|很|都|完全)(理解|明白|有道理|正常|可以理解|收到|懂|记下)
(站在|从)(您|你)(的|)(角度|立场)(想|考虑|看|来说|出发)
(确实|的确|实在|真是)(不应该|不好受|让人着急|让人失望|影响心情|太扫兴|挺让人|很闹心|遗憾|不方便|耽误事)
(您先|先)(别着急|别担心|不着急|消消气|喝口水|放宽心|安心)(，|,|哈|哦|我|，我)

[good.apology] more
(真的|实在|非常|十分|万分|特别|很|深感|深表|诚挚)(抱歉|对不起|不好意思|过意不去|歉意|惭愧|遗憾)
(是|都是)(我们|我|仓库|店里|同事|我们家)(的|)(错|不对|失误|疏忽|问题|责任|不周|没做好|没检查好|没说清楚|漏了|发错了|搞错了|没跟进好)
(向|给|跟)(您|你)(道歉|说声抱歉|说声对不起|赔个不是|赔礼|致歉)
(给|为)(您|你)(造成|带来|添)(的|了|)(不便|麻烦|困扰|损失|不愉快|影响)
(没有|没)(及时|提前|说|写|讲|检查|跟进|处理|保护|包装|核对)(好|清楚|到位|告知|回复|通知您)(，|,|是我|我们的|真的|抱歉)

[good.restated] more
(您|你)(的|)(问题|需求|诉求|想法|情况|意思)(是|我|就是)(，|,|:|想|收到|记下|理解|明白|不是|关于)
(也就是说|就是说|简单说|总结一下|我复述|复述一下|我确认一下|我理解的)(您|，|,|是|:|一遍)
(看到|收到|了解|明白)(您|你)(发|拍|反馈|说|提|想|要|反映|上传|寄)(的|来的|要|了|换|退|到)
(关于|针对)(您|你)(说|提|反映|问|咨询|反馈|遇到|关心)(的|到的)(问题|情况|尺寸|颜色|物流|发票|退款|售后|这)

[good.confirmed] more
(您|亲)(看|觉得|说|想|认为)(这样|这个|这么|可以|行|怎么样|如何|哪|方便|好|合适|满意)(吗|么|呢|可以|行|处理|安排|合适|好|种|个)
(请|麻烦|还请|烦请|劳烦)(您|)(核对|确认|检查|看)(一下|下|是否|地址|订单|信息|颜色|数量|，|,|以下)
(收货|订单|颜色|尺码|地址|数量|金额|姓名|电话)(是|为|:)‥(对|没错|正确|准确|是|可以)(吗|吧|么|没|的吗)
(没|没有)(错|问题)(的话|)(我|就|这边)(马上|现在|就|帮您|给您|为您|提交|下单|备注|安排)

[good.action] more
(我|我们|这边|小的|妹子)(马上|立刻|现在|这就|已经|已|正在|来|去)(为您|帮您|给您|替您|和|跟|联系|问|查|催|核实|登记|申请|提交|安排|处理|改|补|备注|反馈)
(已经|已|刚|刚刚)(为您|帮您|给您|替您)(登记|申请|提交|安排|联系|催|备注|改|补|查|核实|反馈|加急|取消|拦截|预约|退|发|下单|开|处理|升级|记录)
(和|跟|与)(仓库|快递|物流|站点|财务|厂家|主管|同事|技术|质检|设计师)(确认|核实|沟通|联系|核对|协调|反馈)(过|了|好|一下|清楚|到)
(我|我们)(会|来)(一直|全程|继续|主动|专门|亲自|)(跟进|盯着|关注|负责|跟踪|处理|陪您|帮您|为您|联系您|回复您)

[good.time] more
(预计|大约|最晚|最迟|约|争取|保守估计)(在|)(今天|明天|后天|今晚|明早|周|本周|下周|一|二|两|三|五|七|十|几号|月)
(周一|周二|周三|周四|周五|周六|周日|星期一|星期二|星期三|星期四|星期五|星期六|明天|今天|后天|今晚|明早)(上午|下午|中午|晚上|早上|)(前|之前|发|到|送|联系|回复|处理|给您|答复|出库|寄)
~ [0-9一二三四五六七八九十两半]+(个)?(小时|分钟|工作日|天|日)(内|之内|以内|左右|前|后|到账|送达|发出|回复)
~ [0-9]{1,2}(:|点|时)[0-9]{0,2}(分)?(之?前|左右|到|给您|回复|联系|发)
~ [0-9]{1,2}(月|号|日|/|-)[0-9]{0,2}(号|日)?(前|之前|左右|送达|发货|到仓|到货|补货|发出|到)

[good.options] more
(一是|一种是|方法一|办法一|选择一|1、|①|第一个办法)…(二是|另一种|方法二|办法二|选择二|2、|②|第二个)
(您|亲)(可以|能|也能|也可)(选择|选|考虑)(退|换|补|修|等|其他|另|升级|折扣|部分|留|重|改)
(要么|或者|或是|还是)(给您|帮您|为您|我帮|我给|换|退|补|等|先)
(更|比较|最)(推荐|建议)(您|)(选|买|换|用|拍|考虑|第|这|方案)

[good.thanks] more
(感谢|谢谢|多谢|感激)(您|你|亲|亲亲|)(的|)(支持|理解|配合|耐心|等待|信任|反馈|建议|提醒|体谅|包容|认可|喜欢|光临|选择|指正|宽容|耐心等待|及时告知|提供|照片|好评|厚爱)
(有您|有你)(这样|真好|的支持|的理解|支持|是我们)(的顾客|真好|，|,|我们|的|很|的荣幸|)

[good.closing] more
(还有|还需要|有没有|另外)(什么|其他|别的|哪些|)(可以|需要|能|问题|疑问|要)(帮|我|为|给|您|咨询|了解|处理|吗|的)(您|的|吗|做|处理|)
(有|遇到|如有|如果有|要是有|后续有)(任何|什么|其他|需要|问题|疑问)(问题|需要|疑问|不明白|，|,|都|随时|可以|欢迎|请|您)(随时|可以|都|联系|找|叫|来|，|,|留言|直接)
(祝|愿)(您|你|亲)(购物|生活|工作|天天|每天|用餐|旅途|周末|节日|新年|一切|万事|身体|全家|心想|学习|好梦|早日)(愉快|顺利|开心|快乐|如意|健康|幸福|事成|进步|顺心|康复|平安)

[en.refusal_opener] more
(we're unable|we are unable|i'm unable|i am unable|you are not|you're not|that's not possible|that is not possible|it's not possible|it is not possible|there's no way|there is no way|out of the question|absolutely not|of course not|certainly not|no refunds|no returns|no exchanges|no exceptions|no discounts|no chance|forget it|not happening|won't happen)

[en.buck_passing] more
(that|this|it) (has nothing to do with|is nothing to do with) (us|me|our shop)
(blame|ask|call|contact|complain to|talk to) (the courier|the carrier|fedex|ups|dhl|usps|amazon|the platform|the factory|your bank|customs) (not us|not me|for that|instead|yourself)
(i|we) (just|only) (work here|answer messages|sell things|ship the goods|do sales)
(you|your) (should have|ought to have|could have|failed to) (read|checked|measured|asked|noticed|returned it earlier|paid attention)
(it's|it is|that's|that is) (not in|outside|not within) (my|our) (department|control|power|hands|scope)
(it's|it is|that's|that is|that was) (all |totally |entirely |obviously |)(your|your own) (fault|mistake|doing|problem|responsibility)
(everyone else|nobody else|no one else|other customers|all our other customers) (is happy|complains|complained|has this problem|have no problem|had no problem|is fine|are fine)

[en.insult] more
(are you) (always this|really this|that) (slow|stupid|difficult|rude|dense)
(you) (clearly|obviously) (can't read|didn't read|don't understand|have no idea|are lying)
(learn to|go learn|you should learn to) (read|speak english|count|measure|use it)
(waste of|wasting) (my|our) time
(stop) (whining|crying|complaining|bothering us|bothering me|wasting my time|being difficult|being dramatic)
(cry me a river|cry about it|boo hoo|get a life|grow up|get over it|suck it up|your problem mate|not my circus|go cry)
(cheap|broke|poor|entitled|annoying|difficult|ungrateful) (customer|customers|buyer|person|people like you)
(people|customers|buyers) like you (are|make|always|never|should)

[en.threat] more
(we|i|our lawyer|our lawyers|my lawyer) (will|are going to|can) (sue|take you to court|press charges|find you|come to your|make you regret|make sure you)
(if you leave|leave us|post|write) (a |any |one |)(bad|negative|one star|1 star) (review|feedback|rating)…(will|we|you|cancel|block|ban|no refund|sue)
(watch your back|you will pay for this|you'll pay for this|you've been warned|you have been warned|last warning|or else)
(remove|delete|change|withdraw|cancel) (your|the|that) (review|complaint|dispute|chargeback|claim) (first|or|before|otherwise|and then)
(your account|you) (will be|is going to be|are) (blacklisted|banned|blocked|reported) (if|unless|for complaining|for this)

[en.lure] more
(text|call|whatsapp|message|email|dm) (me|us) (at|on|directly|privately|outside) 
(my|our) (personal|private) (number|email|whatsapp|wechat|account|line|telegram)
(cheaper|better price|discount|deal|lower price) (if you|when you) (pay|order|buy|contact|message) (directly|outside|off|by transfer|in cash|via paypal|privately|us)
(let's|let us|we can) (talk|continue|deal|settle this) (on whatsapp|on wechat|on telegram|off the platform|outside|privately|by email)
(avoid|skip|bypass|get around|save) (the|on) (platform|site|marketplace|service|amazon|ebay) (fee|fees|commission|tax)
~ (whatsapp|wechat|telegram|viber|line)( id| number)?[ :is]{0,4}\+?[a-z0-9_]{6,20}

[en.phishing] more
(i|we) (need|require|want) (your|the) (password|verification code|otp|pin|cvv|card number|full card|security code|login details|passport photo|id photo|social security)
(read|tell|send|give) (me|us|out) (the|that) (code|number|digits) (you|on your|in the|from the|we sent)
(share|turn on|enable|start) (your screen|screen sharing|remote access|anydesk|teamviewer)
(click|open|follow) (this|the) (link) (to|and) (verify|confirm|unlock|claim|receive) (your|the) (refund|account|card|payment|identity|bank)

[en.claim] more
(the|our|absolutely the) (best|cheapest|safest|strongest|only|most effective|most advanced) (product|one|price|quality|brand|material|cream|phone) (in the|on the|ever|you can|anywhere)
(guaranteed|guarantees) (results|weight loss|to cure|to work|to heal|success|never to|you will)
(lose|drop) (10|15|20|5|ten|five|twenty) (pounds|kg|kilos|lbs) (in|within|a)
(doctor|dermatologist|fda|government|nasa|military) (recommended|approved|certified) (and|so|means|guaranteed|best)
(boosts|boost|strengthens|improves) (your |)(immune system|immunity) (and|to|against|guaranteed|instantly)
(unbreakable|indestructible|100% waterproof|never wears out|never needs|lasts a lifetime|one of a kind in the world|unbeatable|unrivalled|unrivaled)

[en.promise] more
(i|we) (will|can|'ll) (refund|pay|give|compensate|reimburse) you (everything|anything you want|double|triple|twice|ten times|whatever you want|in cash|myself|out of pocket)
(keep|you can keep) (it|the item|the product|everything) (and|plus) (get|have|we refund|i refund|a full refund|your money)
(no|without any|skip the|forget the) (approval|review|check|proof|evidence|paperwork) (needed|required|at all)…(refund|replace|send|pay)
(arrives|delivered|there|with you) (tomorrow|today|tonight) (guaranteed|for sure|100%|without fail|no matter what|i promise)
(return|exchange) it (anytime|any time|whenever you want|forever|even used|even broken|after years)

[en.review] more
(leave|write|post|give) (us |)(a |)(5 star|five star|5-star|five-star|good|positive|nice) (review|rating|feedback) (and|then|to|for|so) (we|i|you|get|receive|claim|a|your)
(in exchange|in return) for (a |your |)(good|positive|5 star|five star|nice|honest 5 star) (review|rating|feedback)
(we'll|we will|i'll|i will|we can) (refund|pay|send|give) (you )…(if you|once you|after you|when you) (change|remove|delete|update|post|leave)

[en.tone] more
(read my|read the) (last|previous|earlier) (message|messages|reply) (again|first|carefully|please)
(i|we) (just|literally|already|clearly) (told|said|explained|answered|wrote)
(again|once more|one more time)(,| ) (i|we|as|please|you)
(what part of|which part of) (that|this|it|no|my)
(be patient|just wait|stop asking|stop messaging|don't rush me|don't push me|not my problem right now|i'm busy|we're busy|wait your turn)

[en.jargon] more
(cs team|ops team|wh team|po number|do number|awb|pod scan|eod|eta tbc|tbd|fyi|cc'd|loop in|circle back|touch base|action item|deliverable|per sop)

[en.good] more
(thank you for|thanks for|we appreciate|i appreciate) (your|waiting|letting|reaching|the|telling|bearing|choosing)
(i|we) (completely |totally |fully |really |)(understand|see) (how|why|that|your|what)
(i am|i'm|we are|we're) (so |really |very |truly |)(sorry) (for|about|that|to)
(i have|i've|we have|we've) (just |already |)(checked|sent|filed|asked|arranged|shipped|requested|contacted|refunded|booked|updated)
(you can|you could) (either|choose|also)
(let me|i will|i'll) (know|confirm|double-check|find out|sort|fix|send|arrange|follow up|update you|email you|get back)
(by|before) (noon|midnight|the end of|5 pm|6 pm|monday|tuesday|wednesday|thursday|friday|tomorrow)
)sheet";
}

}  // namespace manners
