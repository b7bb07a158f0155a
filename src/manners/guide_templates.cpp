// Templates an agent begins from, and what to go through in a call.
#include <string>
#include <utility>

#include "manners/guide.hpp"

namespace manners {

namespace {

struct Both {
    TemplateKind kind;
    std::string_view zh, en;
};
constexpr Both all[] = {
    {TemplateKind::signature, "{shop} · {name}｜售前顾问｜耐心细致",
     "{shop} · {name}, adviser, at your side"},
    {TemplateKind::signature, "{shop} · {name}｜售后专员｜一跟到底",
     "{shop} · {name}, after-sales, to the end"},
    {TemplateKind::first_screen,
     "您好，我是{shop}的{name}，很高兴为您服务。您想了解哪一款，我来介绍。",
     "Hello, this is {name} of {shop}. Which product may I tell you about?"},
    {TemplateKind::first_screen, "您好，{shop}{name}在。您的订单我已经打开，请说说遇到的情况。",
     "Hello, {name} of {shop} here. I have your order open: please tell me what happened."},
    {TemplateKind::thanks, "感谢您的信任，祝您购物愉快！",
     "Thank you for your trust, and enjoy your purchase!"},
    {TemplateKind::thanks, "谢谢您的耐心，后面有任何需要随时找我，{name}一直在。",
     "Thank you for your patience. If anything else comes up, {name} is here."},
    {TemplateKind::delay,
     "让您久等了，真的很抱歉。包裹目前在……，原因是……。我已为您……，……点前给您答复。",
     "I am sorry that you have waited so long. The parcel is at …, because …. I have …, and I will answer by …."},
    {TemplateKind::refusal,
     "理解您的想法。按……的约定，这一单可以为您安排的是：一、……；二、……。您看哪一种更合适？",
     "I see what you mean. By …, what I can arrange is: 1. …; 2. …. Which suits you better?"},
    {TemplateKind::unknown, "这个细节我想给您准确的答案，我和产品同事核实，……点前回复您，可以吗？",
     "I want to give you the exact answer. I will check with our product team and reply by …. Is that all right?"},
    {TemplateKind::transfer,
     "这件事由……组的同事处理更专业，我把前面的情况一并转过去，您稍等……分钟就好。",
     "Our … team knows this best. I pass on all you told me; it takes about … minutes."},
    {TemplateKind::away, "您好，我们的服务时间是……到……。请留下问题和订单号，……点前第一个回复您。",
     "Hello, we are here from … to …. Leave your question and order number, and we answer first thing at …."},
};

struct Item {
    CallStage stage;
    std::string_view zh, en;
};
// Source: training manual, telephone service; GB/T 47746 wants the purpose and the name said first.
constexpr Item items[] = {
    {CallStage::before, "打开订单和聊天记录，写下要确认的三件事",
     "Open the order and the chat, note the three things to settle"},
    {CallStage::before, "确认时间合适：8:00 至 21:00，避开午休",
     "A fitting hour: 8:00 to 21:00, not over lunch"},
    {CallStage::before, "找安静的位置，试一下麦克风和音量",
     "A quiet place; test microphone and volume"},
    {CallStage::during, "先报店名、姓名和来意，问是否方便接听",
     "Say shop, name and purpose, and ask whether it suits"},
    {CallStage::during, "需要录音时先告知", "Tell them first if the call is recorded"},
    {CallStage::during, "语速每分钟 160 字左右，带着微笑说话",
     "About 160 characters a minute, with a smile"},
    {CallStage::during, "对方说完再开口，用自己的话复述一遍",
     "Let them finish, then repeat it in your words"},
    {CallStage::during, "地址、金额、日期逐项念出来请对方确认",
     "Read address, amount and date aloud for confirmation"},
    {CallStage::during, "需要查询时说明要多久，等待每 30 秒回应一次",
     "Say how long a look-up takes; speak every 30 seconds"},
    {CallStage::during, "先照顾感受，再给两个可选的办法",
     "The feeling first, then two ways to choose from"},
    {CallStage::after, "复述约定和时间，问还需要什么，请对方先挂断",
     "Repeat what was agreed and when; they hang up first"},
    {CallStage::after, "十分钟内把要点记入会话，需要跟进的建提醒",
     "Note the main points within ten minutes; set follow-ups"},
};

std::string filled(std::string_view text, std::string_view shop, std::string_view name) {
    std::string made(text);
    for (const auto& [hole, words] :
         {std::pair{std::string_view("{shop}"), shop}, std::pair{std::string_view("{name}"), name}})
        for (auto at = made.find(hole); at != made.npos; at = made.find(hole, at + words.size()))
            made.replace(at, hole.size(), words);
    return made;
}

}  // namespace

std::vector<Template> templates(std::string_view shop, std::string_view name, Language language) {
    std::vector<Template> made;
    for (const Both& each : all)
        made.push_back(
            {each.kind, filled(language == Language::en ? each.en : each.zh, shop, name)});
    return made;
}

std::vector<CallItem> call_checklist(Language language) {
    std::vector<CallItem> made;
    for (const Item& each : items)
        made.push_back({each.stage, std::string(language == Language::en ? each.en : each.zh)});
    return made;
}

}  // namespace manners
