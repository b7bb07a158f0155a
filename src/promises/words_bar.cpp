// What bars a promise: denial, question, condition, what is past, quoted, true of everybody,
// guessed or advertised.
#include "promises/reading.hpp"

namespace promises {

// clang-format off: a table
static constexpr Word words[] = {
    {U"不会", Sign::negation}, {U"不能", Sign::negation}, {U"无法", Sign::negation}, {U"没办法", Sign::negation}, {U"没法", Sign::negation}, {U"办不到", Sign::negation}, {U"不可以", Sign::negation}, {U"不给", Sign::negation},
    {U"不予", Sign::negation}, {U"不再", Sign::negation}, {U"不支持", Sign::negation}, {U"不保证", Sign::negation}, {U"不敢", Sign::negation}, {U"不承诺", Sign::negation}, {U"未承诺", Sign::negation}, {U"不一定", Sign::negation},
    {U"没有", Sign::negation}, {U"未", Sign::negation}, {U"不是", Sign::negation}, {U"不确定", Sign::negation}, {U"不发货", Sign::negation}, {U"不发", Sign::negation}, {U"不退款", Sign::negation}, {U"不退", Sign::negation}, {U"发不了", Sign::negation},
    {U"发不出", Sign::negation}, {U"退不了", Sign::negation}, {U"回不了", Sign::negation}, {U"不了", Sign::negation}, {U"不包", Sign::negation}, {U"不用", Sign::negation}, {U"无需", Sign::negation}, {U"来不及", Sign::negation}, {U"不好说", Sign::negation},
    {U"不太能", Sign::negation}, {U"不行", Sign::negation}, {U"不上班", Sign::negation}, {U"没", Sign::negation}, {U"别", Sign::negation},
    {U"can't", Sign::negation}, {U"cannot", Sign::negation}, {U"won't", Sign::negation}, {U"not", Sign::negation}, {U"unable", Sign::negation}, {U"never", Sign::negation}, {U"don't", Sign::negation}, {U"isn't", Sign::negation}, {U"doesn't", Sign::negation},
    {U"不用担心", Sign::nothing}, {U"不要担心", Sign::nothing}, {U"别担心", Sign::nothing}, {U"别着急", Sign::nothing}, {U"不着急", Sign::nothing}, {U"别急", Sign::nothing}, {U"不好意思", Sign::nothing}, {U"不会超过", Sign::nothing}, {U"不超过", Sign::nothing},
    {U"不会太久", Sign::nothing}, {U"不要走开", Sign::nothing}, {U"不会让您", Sign::nothing}, {U"没问题", Sign::nothing}, {U"没事", Sign::nothing}, {U"没关系", Sign::nothing}, {U"不客气", Sign::nothing}, {U"不要着急", Sign::nothing}, {U"差不多", Sign::nothing},
    {U"不用着急", Sign::nothing}, {U"特别", Sign::nothing}, {U"级别", Sign::nothing}, {U"个别", Sign::nothing}, {U"未来", Sign::nothing}, {U"有没有", Sign::asks}, {U"有什么", Sign::asks}, {U"don't worry", Sign::nothing}, {U"no problem", Sign::nothing},

    {U"吗", Sign::asks}, {U"么", Sign::asks}, {U"什么", Sign::nothing}, {U"怎么", Sign::nothing}, {U"这么", Sign::nothing}, {U"那么", Sign::nothing}, {U"多么", Sign::nothing}, {U"要么", Sign::nothing}, {U"要不要", Sign::asks}, {U"是不是", Sign::asks},
    {U"能不能", Sign::asks}, {U"可不可以", Sign::asks}, {U"还是", Sign::asks}, {U"是否", Sign::asks}, {U"会不会", Sign::asks}, {U"行不", Sign::asks}, {U"行不行", Sign::asks}, {U"好不", Sign::asks}, {U"好不好", Sign::asks}, {U"几点", Sign::asks},
    {U"接受不", Sign::asks}, {U"可以不", Sign::asks}, {U"都可以", Sign::asks}, {U"看您", Sign::consent}, {U"can i", Sign::asks}, {U"can we", Sign::asks}, {U"would you", Sign::asks}, {U"shall i", Sign::asks}, {U"shall we", Sign::asks},
    {U"可以", Sign::consent}, {U"好吗", Sign::asks}, {U"行吗", Sign::asks}, {U"您看", Sign::consent}, {U"能接受", Sign::consent}, {U"方便", Sign::consent}, {U"同意", Sign::consent}, {U"okay", Sign::consent}, {U"ok", Sign::consent}, {U"是吗", Sign::asks},
    {U"放心", Sign::nothing}, {U"好的", Sign::nothing},

    {U"如果", Sign::condition}, {U"要是", Sign::condition}, {U"若", Sign::condition}, {U"假如", Sign::condition}, {U"如您", Sign::condition}, {U"如需", Sign::condition}, {U"如有", Sign::condition}, {U"一旦", Sign::condition}, {U"的话", Sign::condition},
    {U"只要", Sign::condition}, {U"除非", Sign::condition}, {U"万一", Sign::condition}, {U"假设", Sign::condition}, {U"收到货", Sign::condition}, {U"收到退货", Sign::condition}, {U"收到货后", Sign::condition}, {U"签收后", Sign::condition},
    {U"寄回后", Sign::condition}, {U"寄回来", Sign::condition}, {U"退回后", Sign::condition}, {U"收货后", Sign::condition}, {U"验货后", Sign::condition}, {U"审核通过后", Sign::condition}, {U"审核后", Sign::condition}, {U"通过后", Sign::condition},
    {U"到货后", Sign::condition}, {U"付款后", Sign::condition}, {U"下单后", Sign::condition}, {U"拍下后", Sign::condition}, {U"支付后", Sign::condition}, {U"拒收后", Sign::condition}, {U"签收之后", Sign::condition}, {U"拍下", Sign::condition},
    {U"下单", Sign::condition}, {U"付款", Sign::condition}, {U"等您", Sign::condition}, {U"需要您先", Sign::condition}, {U"到仓后", Sign::condition}, {U"到货会", Sign::condition}, {U"到货就", Sign::condition}, {U"到库", Sign::condition}, {U"收到会", Sign::condition}, {U"到货了", Sign::condition}, {U"入库后", Sign::condition}, {U"申请后", Sign::condition}, {U"提交后", Sign::condition},
    {U"if", Sign::condition}, {U"once", Sign::condition}, {U"when", Sign::condition}, {U"unless", Sign::condition}, {U"after you", Sign::condition}, {U"after we receive", Sign::condition}, {U"upon", Sign::condition}, {U"as long as", Sign::condition},

    {U"已", Sign::done}, {U"已经", Sign::done}, {U"刚", Sign::done}, {U"刚刚", Sign::done}, {U"刚才", Sign::done}, {U"昨天", Sign::done}, {U"昨晚", Sign::done}, {U"昨日", Sign::done}, {U"前天", Sign::done}, {U"上周", Sign::done}, {U"早就", Sign::done},
    {U"上周一", Sign::done}, {U"上周二", Sign::done}, {U"上周三", Sign::done}, {U"上周四", Sign::done}, {U"上周五", Sign::done}, {U"上周六", Sign::done}, {U"上周日", Sign::done}, {U"上个月", Sign::done}, {U"正在", Sign::done}, {U"帮您申请了", Sign::done},
    {U"already", Sign::done}, {U"was", Sign::done}, {U"were", Sign::done}, {U"has been", Sign::done}, {U"have been", Sign::done}, {U"yesterday", Sign::done}, {U"did", Sign::done}, {U"just", Sign::done}, {U"last week", Sign::done},
    {U"了", Sign::over}, {U"过了", Sign::over}, {U"为了", Sign::nothing}, {U"除了", Sign::nothing}, {U"麻烦了", Sign::nothing}, {U"好了", Sign::over}, {U"辛苦了", Sign::nothing}, {U"久等了", Sign::nothing}, {U"知道了", Sign::nothing}, {U"记下了", Sign::nothing},

    {U"“", Sign::quote_open}, {U"「", Sign::quote_open}, {U"『", Sign::quote_open}, {U"‘", Sign::quote_open}, {U"”", Sign::quote_close}, {U"」", Sign::quote_close}, {U"』", Sign::quote_close}, {U"’", Sign::quote_close}, {U"\"", Sign::quote_open},
    {U"您说", Sign::told}, {U"您刚说", Sign::told}, {U"您刚才说", Sign::told}, {U"您提到", Sign::told}, {U"您上次说", Sign::told}, {U"答应您", Sign::told}, {U"之前客服", Sign::told}, {U"平台显示", Sign::told}, {U"页面显示", Sign::told}, {U"系统显示", Sign::told},
    {U"物流显示", Sign::told}, {U"系统发", Sign::told}, {U"说过", Sign::told}, {U"您写", Sign::told}, {U"您要求", Sign::told}, {U"之前说", Sign::told}, {U"他说", Sign::told}, {U"you said", Sign::told}, {U"you were told", Sign::told},

    {U"本店", Sign::rule}, {U"全店", Sign::rule}, {U"店铺", Sign::rule}, {U"每天", Sign::rule}, {U"每日", Sign::rule}, {U"每周", Sign::rule}, {U"每月", Sign::rule}, {U"时效是", Sign::rule}, {U"退款的时效", Sign::rule}, {U"审核时效", Sign::rule}, {U"一般", Sign::rule}, {U"通常", Sign::rule}, {U"正常", Sign::rule}, {U"支持", Sign::rule}, {U"无理由", Sign::rule},
    {U"现货", Sign::rule}, {U"预售", Sign::rule}, {U"默认", Sign::rule}, {U"自动", Sign::rule}, {U"统一", Sign::rule}, {U"次日", Sign::rule}, {U"当天下单", Sign::rule}, {U"前付款", Sign::rule}, {U"前下单", Sign::rule}, {U"前的订单", Sign::rule}, {U"的订单", Sign::nothing},
    {U"订单都", Sign::rule}, {U"所有订单", Sign::rule}, {U"按顺序", Sign::rule}, {U"付款顺序", Sign::rule}, {U"质保", Sign::rule}, {U"价保", Sign::nothing}, {U"运费险", Sign::rule}, {U"只换不修", Sign::rule}, {U"有效", Sign::rule}, {U"感谢支持", Sign::nothing},
    {U"usually", Sign::rule}, {U"normally", Sign::rule}, {U"typically", Sign::rule}, {U"generally", Sign::rule}, {U"orders placed", Sign::rule}, {U"all orders", Sign::rule}, {U"returns", Sign::rule},

    {U"预计", Sign::estimate}, {U"为保障", Sign::estimate}, {U"尝试", Sign::estimate}, {U"应该", Sign::estimate}, {U"大概", Sign::estimate}, {U"可能", Sign::estimate}, {U"估计", Sign::estimate}, {U"也许", Sign::estimate}, {U"或许", Sign::estimate}, {U"尽可能", Sign::nothing}, {U"争取", Sign::estimate},
    {U"尽量", Sign::estimate}, {U"should", Sign::estimate}, {U"might", Sign::estimate}, {U"may", Sign::estimate}, {U"probably", Sign::estimate}, {U"maybe", Sign::estimate}, {U"expected", Sign::estimate}, {U"hopefully", Sign::estimate},

    {U"活动", Sign::lure}, {U"秒杀", Sign::lure}, {U"限时", Sign::lure}, {U"大促", Sign::lure}, {U"双11", Sign::lure}, {U"双12", Sign::lure}, {U"抢", Sign::lure}, {U"开售", Sign::lure}, {U"直播", Sign::lure}, {U"上新", Sign::lure}, {U"满减", Sign::lure}, {U"立减", Sign::lure},
    {U"福利", Sign::lure}, {U"赠品", Sign::lure}, {U"sale", Sign::lure}, {U"discount", Sign::lure},

    {U"请您", Sign::yours}, {U"请", Sign::yours}, {U"麻烦您", Sign::yours}, {U"辛苦您", Sign::yours}, {U"您可以", Sign::yours}, {U"您需要", Sign::yours}, {U"需要您", Sign::yours}, {U"亲需要", Sign::yours}, {U"建议您", Sign::yours}, {U"您在", Sign::yours}, {U"您先", Sign::yours},
    {U"您这边", Sign::yours}, {U"您那边", Sign::yours}, {U"记得", Sign::yours}, {U"您自己", Sign::yours}, {U"您再", Sign::yours}, {U"联系我们", Sign::yours}, {U"回复我", Sign::yours}, {U"联系我", Sign::yours}, {U"联系客服", Sign::yours}, {U"您申请", Sign::yours},
    {U"please", Sign::yours}, {U"you can", Sign::yours}, {U"you may", Sign::yours}, {U"you need", Sign::yours}, {U"you should", Sign::yours}, {U"could you", Sign::yours}, {U"can you", Sign::yours},
    {U"请稍等", Sign::nothing}, {U"请您稍等", Sign::nothing}, {U"请放心", Sign::nothing}, {U"请您放心", Sign::nothing}, {U"请耐心等待", Sign::nothing}, {U"请您耐心等待", Sign::nothing}, {U"请您留意", Sign::nothing}, {U"请留意", Sign::nothing}, {U"请问", Sign::asks},

    {U"快递员", Sign::elsewhere}, {U"快递小哥", Sign::elsewhere}, {U"快递那边", Sign::elsewhere}, {U"快递会", Sign::elsewhere}, {U"快递今天", Sign::elsewhere}, {U"系统会", Sign::elsewhere}, {U"平台会", Sign::elsewhere}, {U"银行", Sign::elsewhere}, {U"师傅会", Sign::elsewhere},
    {U"courier should", Sign::elsewhere}, {U"courier will", Sign::elsewhere}, {U"bank", Sign::elsewhere}, {U"积分", Sign::elsewhere},

    {U"，", Sign::clause}, {U",", Sign::clause}, {U"、", Sign::clause}, {U":", Sign::clause}, {U"。", Sign::stop}, {U"！", Sign::stop}, {U"!", Sign::stop}, {U"；", Sign::stop}, {U";", Sign::stop}, {U"…", Sign::clause}, {U"~", Sign::stop}, {U"～", Sign::stop},
    {U".", Sign::stop}, {U"\n", Sign::stop}, {U"?", Sign::question}, {U"？", Sign::question}, {U"但是", Sign::clause}, {U"但", Sign::clause}, {U"另外", Sign::clause}, {U"然后", Sign::clause}, {U"再", Sign::nothing},
};
// clang-format on

std::span<const Word> bar_words() { return words; }

}  // namespace promises
