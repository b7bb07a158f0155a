#include "manners/sheets.hpp"

namespace manners {

std::string_view english_sheet() {
    return R"sheet(
[en.refusal_opener] red sentence_start statement
source: 培训手册
zh: 英文句子以拒绝开头。先说能做什么。
en: The sentence opens with a refusal. Say first what you can do.
instead: Let me see what I can do for you — here is what is possible:
except: no problem | no worries | no need | no rush | no hurry | no trouble | no bother | not at all | not to worry | no charge | no extra | no further | no doubt | no matter | no wonder | no. | not only | no one else | don't worry | do not worry | don't hesitate | do not hesitate | don't forget | do not forget | can't wait | cannot wait | can't thank | cannot thank | nothing else needed | never mind
(no|nope|nah|not|can't|cannot|can not|couldn't|won't|don't|do not|never|nothing|impossible|unable|no way|not possible|not allowed|not available|we can't|we cannot|we don't|we do not|we won't|we will not|i can't|i cannot|i don't|i do not|i won't|i will not|you can't|you cannot)
(there is|there's) nothing (we|i) can do => Let me check with my team and write back to you today by 6 pm.
(i|we) (have no idea|don't know|do not know|am not sure|are not sure) => Let me find out and get back to you within the hour.

[en.buck_passing] red
source: 培训手册
zh: 用英文把顾客推给别人。
en: Passing the buyer on. Make the call yourself and report back.
instead: Let me contact them for you and report back by 6 pm today.
(not|isn't|is not|wasn't) (our|my) (problem|fault|responsibility|job|department|business|concern|issue)
(none of|not) (our|my) business
(ask|call|contact|talk to|go to) the (courier|carrier|platform|manufacturer|bank|seller) (yourself|directly yourself|not us|instead of us)
(that's|that is|it's|it is) (your|the courier's|the carrier's) (problem|fault|own fault)
(you should have|you should've|why didn't you|why did you not) (read|checked|check|looked|look|known|asked|ordered|measured)
(take it or leave it|deal with it|figure it out yourself|sort it out yourself|look it up yourself|read the page|read the description|rules are rules|that's our policy, period|policy is policy|like it or not)
(nothing|not anything) (i|we) can do (about it|for you|here)

[en.insult] red even_quoted disguised
source: 培训手册
zh: 英文辱骂或讽刺。
en: Insult or sarcasm is never sent to a buyer.
instead: I understand this is frustrating. Let me help you put it right.
(stupid|idiot|idiots|idiotic|moron|dumb|dumbass|fool|foolish|jerk|loser|retard|retarded|crazy lady|crazy man|nuts are you|shut up|shut the|get lost|go away|piss off|screw you|damn you|go to hell|what the hell|wtf|stfu|bullshit|fuck|fucking|fucker|shit|bitch|bastard|asshole|arse|cunt|slut|whore|pathetic|ridiculous customer|cheapskate|scammer|liar)
(are you) (blind|deaf|stupid|dumb|crazy|kidding me|serious right now|out of your mind|illiterate)
(can't|cannot|can not|don't|do not) you (read|see|listen|understand english|speak english|understand anything)
(if you can't afford it|can't afford it|too poor|buy or leave|don't buy then|then don't buy|nobody asked you to buy|what did you expect for|for that price what do you expect|you people)

[en.threat] red
source: 培训手册
zh: 英文威胁。
en: Threatening a buyer is a fatal fault.
instead: You have every right to complain. Let me fix what I can first and bring in my lead.
(we|i) (know where you live|know your address|will find you|will sue you|will report you|will blacklist you|will ban you|will block you|will publish your|will expose you|will call your)
(you will|you'll) (regret|be sorry|pay for this|be sued|be banned)
(go ahead and|feel free to) (complain|report us|sue|sue us|leave a bad review)
(complaining|reporting us|a bad review) (won't help|will not help|does nothing|is useless|won't change)

[en.lure] red even_quoted disguised
source: 培训手册
zh: 英文引导站外联系或付款。
en: Luring the buyer off the platform.
instead: Please write to me here; I will stay with you until it is solved.
unless: scam | scammer | fraud | never pay | do not pay outside
(add|contact|message|text|reach|dm|find|write to|call) (me|us) (on|via) (wechat|whatsapp|telegram|signal|line|facebook|messenger|instagram|viber|skype|my phone|my number|my email|qq)
(my|our) (wechat|whatsapp|telegram|qq) (is|id|number)
(pay|transfer|send|wire) (me|us|it|the money) (via|by) (paypal|western union|bank transfer|wechat|alipay|zelle|venmo|cash app|crypto|bitcoin|usdt|my account|this account|our account|gift cards|moneygram)
(pay|transfer it|send it|wire it) (me|us|to me|to us) directly
(paypal|venmo|zelle) (friends and family|friends & family|me directly)
(off|outside|outside of|off of) (the|this) (platform|site|app|marketplace) (is cheaper|for a discount|and save|payment|deal|we can)
(cancel|cancel the order) and (pay|buy|order) (me|us|from us|from me) directly

[en.phishing] red even_quoted disguised
source: 培训手册
zh: 英文索要密码、验证码、卡号。
en: Never ask a buyer for a password, a code or a card number.
instead: You never need to share a code or password; your order number is enough.
unless: never share | do not share | don't share | never ask
(send|give|tell|share|provide|forward|text|email) (me|us) (the|your) (code|verification code|otp|one-time code|one time code|passcode|password|pin|cvv|card number|full card number|security code|login|passport|id card|social security)
(what is|what's) your (password|pin|cvv|card number|verification code|otp)

[en.claim] red
source: 培训手册
zh: 英文绝对化或医疗宣传。
en: Absolute or medical claims need proof that nobody has.
instead: Here is what the test report and other buyers say about it:
(best|cheapest|safest|finest|strongest|lowest price) (in the world|in the country|on the market|on earth|ever made|anywhere|in china|online guaranteed)
(world's|the world's|nation's|industry's) (best|no. 1|number one|leading|cheapest|finest|first)
(number one|no. 1|no.1|#1) (brand|choice|seller|in the world)
(100%|100 percent|one hundred percent) (safe|effective|guaranteed|risk free|risk-free|no side effects|satisfaction|cure)
(no side effects|zero side effects|risk free|risk-free|zero risk|never fades|never breaks|lasts forever|miracle|cures|cure for|heals|treats cancer|prevents cancer|lowers blood pressure|lose weight fast|clinically proven to cure)

[en.promise] red
source: 培训手册
zh: 英文超出权限的承诺。
en: A promise beyond your authority. Register first, answer after review.
instead: I have filed your request and will give you the result by 6 pm today.
(guarantee|guaranteed|promise|i promise|swear|definitely) (delivery|it will arrive|it arrives|it'll arrive|arrival|you will get it|you'll get it|you will receive|you'll receive) (today|tomorrow|by tomorrow|tonight|by today|by friday|it tomorrow|it today|on time no matter what)
(will|it'll|it will) definitely (arrive|be there|be delivered|come) (today|tomorrow|tonight|by tomorrow)
(refund|money back|full refund) (no matter what|no questions asked|without any check|forever|for life|guaranteed by me)
(whatever it costs we pay|we pay for everything|lifetime free replacement|free replacement for life|i'll pay you myself|i will pay you myself|out of my own pocket|refund you double|refund you triple|double your money)

[en.review] red disguised
source: 培训手册
zh: 英文用好处换好评。
en: Bought reviews break the rules.
instead: We would be glad of an honest review whenever you like.
(five star|5 star|five-star|5-star|positive|good|great) (review|reviews|rating|feedback)…(refund|cashback|cash back|gift card|coupon|discount|voucher|money|reward|gift|bonus|free)
(five star|5 star|five-star|5-star|positive|good|great) (review|reviews|rating|feedback)…(get|receive|win|earn|claim|have)…(refund|cashback|gift card|coupon|discount|voucher|money|reward|gift|bonus)
(refund|cashback|gift card|coupon|discount|reward) (for|if you leave|after you leave|once you leave|after) (a|your) (five star|5 star|five-star|5-star|positive|good|great|nice)
(delete|remove|change|take down|edit|revise|update) (your|the|that|this) (bad |negative |1 star |one star |)(review|rating|feedback)…(refund|then|and we|and i|first|before|money|coupon)

[en.tone] yellow people_only
source: 培训手册
zh: 英文口气带着情绪或命令。
en: This sounds annoyed or bossy. Take three seconds.
instead: Let me go through it once more with you:
(calm down|relax please|as i said|as i told you|like i said|as i already|i already told you|i've told you|how many times|for the last time|once again i|obviously|clearly you|whatever|seriously|come on|not again|again you|you again|what do you want|so what|and your point|your point is|i don't care|we don't care|not my thing|if you say so|good luck with that|sigh|ugh|duh)
(you must|you have to|you need to|you'd better|you had better) (pay|order|wait|accept|understand|confirm|calm|do it|listen|read|check it yourself)
(hurry up|be quick|pay now|order now or|confirm now|right now or|do it now|immediately or)

[en.vague] yellow people_only
source: 培训手册
zh: 英文时间含糊。给一个具体时间。
en: No time in it. Give one you can keep.
instead: I will write back to you by 6 pm today.
unless: by tomorrow | within | hours | minutes | o'clock | am | pm | today | tomorrow | business days | working days | monday | tuesday | wednesday | thursday | friday
(asap|as soon as possible|soon|shortly|sometime|some time|at some point|in a while|in due course|when we can|when possible|one of these days|probably|maybe|perhaps|i guess|i think so|should be fine|should be ok|hopefully)

[en.jargon] yellow people_only
source: 培训手册
zh: 英文内部用语。
en: In-house words. Use everyday ones.
instead: Say it in the buyer's words.
(rma|sop|kpi|escalation matrix|tier 2|tier two|l2 team|backend|crm|erp|wms|oos|sku|ticket queue|per our policy|please be advised|kindly be informed|kindly revert|do the needful)

[en.good] green
source: 培训手册
zh: 英文礼貌用语
en: Courteous and concrete
(thank you|thanks for|sorry|apologise|apologize|my apologies|i understand|we understand|happy to help|glad to help|let me check|let me look|let me help|i will check|i'll check|would you like|could you please|may i|is that right|does that work|is there anything else|have a nice day|have a great day|you're welcome|you are welcome|good morning|good afternoon|good evening|welcome|within 24 hours|business days|by tomorrow)
)sheet";
}

}  // namespace manners
