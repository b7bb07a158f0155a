// What the shop does for a buyer, by kind, and words around it.
#include "promises/reading.hpp"

namespace promises {

static constexpr int reply = static_cast<int>(PromiseKind::reply),
                     ship = static_cast<int>(PromiseKind::ship),
                     refund = static_cast<int>(PromiseKind::refund),
                     replace = static_cast<int>(PromiseKind::replace),
                     compensate = static_cast<int>(PromiseKind::compensate),
                     call_back = static_cast<int>(PromiseKind::call_back),
                     check = static_cast<int>(PromiseKind::check),
                     other = static_cast<int>(PromiseKind::other);

// clang-format off: a table
static constexpr Word words[] = {
    {U"回复", Sign::act, reply}, {U"答复", Sign::act, reply}, {U"回信", Sign::act, reply}, {U"回消息", Sign::act, reply}, {U"回话", Sign::act, reply}, {U"回覆", Sign::act, reply},
    {U"回您", Sign::act, reply}, {U"给您回", Sign::act, reply}, {U"回你", Sign::act, reply}, {U"给你回", Sign::act, reply}, {U"给亲回", Sign::act, reply}, {U"回付您", Sign::act, reply},
    {U"反馈给您", Sign::act, reply}, {U"给您反馈", Sign::act, reply}, {U"跟您反馈", Sign::act, reply}, {U"向您反馈", Sign::act, reply}, {U"反馈您", Sign::act, reply}, {U"反馈结果", Sign::act, reply},
    {U"给您消息", Sign::act, reply}, {U"给您结果", Sign::act, reply}, {U"给到您", Sign::act, reply}, {U"回到您", Sign::act, reply}, {U"给您回馈", Sign::act, reply},
    {U"说法", Sign::act, reply}, {U"准话", Sign::act, reply}, {U"跟您说", Sign::act, reply}, {U"和您说", Sign::act, reply}, {U"告诉您", Sign::act, reply}, {U"告知您", Sign::act, reply},
    {U"通知您", Sign::act, reply}, {U"跟您讲", Sign::act, reply}, {U"联系您", Sign::act, reply}, {U"跟您联系", Sign::act, reply}, {U"与您联系", Sign::act, reply}, {U"和您联系", Sign::act, reply},
    {U"联系你", Sign::act, reply}, {U"联系到您", Sign::act, reply}, {U"通知你", Sign::act, reply}, {U"告诉你", Sign::act, reply}, {U"给您信息", Sign::act, reply}, {U"给您单号", Sign::act, reply}, {U"给您快递单号", Sign::act, reply}, {U"给您物流单号", Sign::act, reply}, {U"给您通知", Sign::act, reply}, {U"给您准信", Sign::act, reply},
    {U"get back to you", Sign::act, reply}, {U"reply", Sign::act, reply}, {U"respond", Sign::act, reply}, {U"answer you", Sign::act, reply}, {U"update you", Sign::act, reply},
    {U"let you know", Sign::act, reply}, {U"inform you", Sign::act, reply}, {U"hear from us", Sign::act, reply}, {U"hear back", Sign::act, reply}, {U"contact you", Sign::act, reply},
    {U"give you an answer", Sign::act, reply}, {U"email you", Sign::act, reply}, {U"message you", Sign::act, reply}, {U"have an answer", Sign::act, reply}, {U"be in touch", Sign::act, reply},

    {U"发货", Sign::act, ship}, {U"发出", Sign::act, ship}, {U"寄出", Sign::act, ship}, {U"发走", Sign::act, ship}, {U"寄走", Sign::act, ship}, {U"发您", Sign::act, ship}, {U"寄给您", Sign::act, ship},
    {U"发给您", Sign::act, ship}, {U"给您发", Sign::act, ship}, {U"给你发", Sign::act, ship}, {U"给亲发", Sign::act, ship}, {U"帮您发", Sign::act, ship}, {U"为您发", Sign::act, ship}, {U"给您寄", Sign::act, ship},
    {U"给亲寄", Sign::act, ship}, {U"出库", Sign::act, ship}, {U"寄出去", Sign::act, ship}, {U"发出去", Sign::act, ship}, {U"安排发", Sign::act, ship}, {U"安排寄", Sign::act, ship}, {U"寄过去", Sign::act, ship},
    {U"发过去", Sign::act, ship}, {U"发获", Sign::act, ship}, {U"就发", Sign::act, ship}, {U"优先发", Sign::act, ship}, {U"先发", Sign::act, ship}, {U"派送", Sign::nothing}, {U"安排出", Sign::act, ship},
    {U"ship", Sign::act, ship}, {U"ships", Sign::act, ship}, {U"shipped", Sign::act, ship}, {U"dispatch", Sign::act, ship}, {U"dispatched", Sign::act, ship}, {U"send it", Sign::act, ship},
    {U"send out", Sign::act, ship}, {U"send you", Sign::act, ship}, {U"sent out", Sign::act, ship}, {U"on its way", Sign::act, ship}, {U"post it", Sign::act, ship}, {U"send your order", Sign::act, ship},

    {U"退款", Sign::act, refund}, {U"退钱", Sign::act, refund}, {U"退还", Sign::act, refund}, {U"退回", Sign::act, refund}, {U"退给", Sign::act, refund}, {U"退到", Sign::act, refund}, {U"退您", Sign::act, refund},
    {U"款退", Sign::act, refund}, {U"原路退", Sign::act, refund}, {U"退差价", Sign::act, refund}, {U"给您退", Sign::act, refund}, {U"返还", Sign::act, refund}, {U"帮您退", Sign::act, refund}, {U"给亲退", Sign::act, refund},
    {U"为您退", Sign::act, refund}, {U"退运费", Sign::act, refund}, {U"钱退", Sign::act, refund}, {U"退掉", Sign::act, refund}, {U"打款", Sign::act, refund},
    {U"refund", Sign::act, refund}, {U"refunded", Sign::act, refund}, {U"money back", Sign::act, refund}, {U"reimburse", Sign::act, refund},

    {U"补发", Sign::act, replace}, {U"补寄", Sign::act, replace}, {U"重发", Sign::act, replace}, {U"重新发", Sign::act, replace}, {U"重新补", Sign::act, replace}, {U"换货", Sign::act, replace}, {U"换新", Sign::act, replace},
    {U"换一个", Sign::act, replace}, {U"换个新", Sign::act, replace}, {U"换一件", Sign::act, replace}, {U"更换", Sign::act, replace}, {U"补上", Sign::act, replace}, {U"补一个", Sign::act, replace}, {U"补一份", Sign::act, replace},
    {U"补给您", Sign::act, replace}, {U"补一件", Sign::act, replace}, {U"另发", Sign::act, replace}, {U"再寄", Sign::act, replace}, {U"再发一", Sign::act, replace}, {U"重新寄", Sign::act, replace}, {U"给您换", Sign::act, replace},
    {U"帮您换", Sign::act, replace}, {U"补您一个", Sign::act, replace}, {U"发个新的", Sign::act, replace}, {U"发新的", Sign::act, replace},
    {U"replacement", Sign::act, replace}, {U"replace", Sign::act, replace}, {U"resend", Sign::act, replace}, {U"new one", Sign::act, replace}, {U"exchange", Sign::act, replace},

    {U"补偿", Sign::act, compensate}, {U"赔付", Sign::act, compensate}, {U"赔偿", Sign::act, compensate}, {U"赔您", Sign::act, compensate}, {U"赔给您", Sign::act, compensate}, {U"发放", Sign::act, compensate}, {U"补一张", Sign::act, compensate},
    {U"补您", Sign::act, compensate}, {U"发红包", Sign::act, compensate}, {U"发券", Sign::act, compensate}, {U"补贴", Sign::act, compensate}, {U"送您一张", Sign::act, compensate}, {U"补差价", Sign::act, compensate}, {U"补到", Sign::act, compensate},
    {U"返现", Sign::act, compensate}, {U"差价补", Sign::act, compensate}, {U"理赔", Sign::act, compensate}, {U"补张", Sign::act, compensate},
    {U"compensate", Sign::act, compensate}, {U"make it up to you", Sign::act, compensate}, {U"credit you", Sign::act, compensate},

    {U"回电", Sign::act, call_back}, {U"打电话", Sign::act, call_back}, {U"去电", Sign::act, call_back}, {U"致电", Sign::act, call_back}, {U"回拨", Sign::act, call_back}, {U"电话联系", Sign::act, call_back}, {U"给您打", Sign::act, call_back},
    {U"电话沟通", Sign::act, call_back}, {U"回个电话", Sign::act, call_back}, {U"回电话", Sign::act, call_back}, {U"打个电话", Sign::act, call_back}, {U"通电话", Sign::act, call_back}, {U"电话给您", Sign::act, call_back}, {U"打给您", Sign::act, call_back},
    {U"电话回访", Sign::act, call_back}, {U"给您电话", Sign::act, call_back}, {U"给您回电", Sign::act, call_back}, {U"给您回个电话", Sign::act, call_back}, {U"给您回拨", Sign::act, call_back},
    {U"给您回一个电话", Sign::act, call_back}, {U"回您电话", Sign::act, call_back}, {U"给您拨", Sign::act, call_back}, {U"给您去电", Sign::act, call_back},
    {U"call you", Sign::act, call_back}, {U"call back", Sign::act, call_back}, {U"phone you", Sign::act, call_back}, {U"ring you", Sign::act, call_back}, {U"give you a call", Sign::act, call_back},

    {U"核实", Sign::act, check}, {U"查清", Sign::act, check}, {U"查明", Sign::act, check}, {U"查好", Sign::act, check}, {U"查一下", Sign::act, check}, {U"查下", Sign::act, check}, {U"查询", Sign::act, check}, {U"查看", Sign::act, check},
    {U"调查", Sign::act, check}, {U"核查", Sign::act, check}, {U"核对", Sign::act, check}, {U"帮您查", Sign::act, check}, {U"给您查", Sign::act, check}, {U"确认", Sign::act, check}, {U"问一下", Sign::act, check}, {U"问清楚", Sign::act, check},
    {U"check", Sign::act, check}, {U"look into", Sign::act, check}, {U"investigate", Sign::act, check}, {U"verify", Sign::act, check}, {U"find out", Sign::act, check},

    {U"处理", Sign::act, other}, {U"解决", Sign::act, other}, {U"跟进", Sign::act, other}, {U"办好", Sign::act, other}, {U"搞定", Sign::act, other}, {U"弄好", Sign::act, other}, {U"改好", Sign::act, other}, {U"修改", Sign::act, other},
    {U"换好地址", Sign::act, other}, {U"给您换好地址", Sign::act, other}, {U"发货的订单", Sign::nothing}, {U"退款银行", Sign::nothing}, {U"改地址", Sign::act, other}, {U"开好", Sign::act, other}, {U"开给您", Sign::act, other}, {U"开票", Sign::act, other}, {U"开发票", Sign::act, other}, {U"拦截", Sign::act, other}, {U"帮您催", Sign::act, other},
    {U"给您催", Sign::act, other}, {U"催一下", Sign::act, other}, {U"催促", Sign::act, other}, {U"登记", Sign::act, other}, {U"取消", Sign::act, other}, {U"联系快递", Sign::act, other}, {U"联系仓库", Sign::act, other}, {U"联系厂家", Sign::act, other},
    {U"联系物流", Sign::act, other}, {U"安排", Sign::act, other}, {U"申请", Sign::act, other}, {U"上报", Sign::act, other}, {U"办理", Sign::act, other}, {U"落实", Sign::act, other}, {U"给您开", Sign::act, other}, {U"帮您开", Sign::act, other},
    {U"fix", Sign::act, other}, {U"sort", Sign::act, other}, {U"sorted", Sign::act, other}, {U"resolve", Sign::act, other}, {U"resolved", Sign::act, other}, {U"process", Sign::act, other}, {U"arrange", Sign::act, other},
    {U"cancel", Sign::act, other}, {U"change", Sign::act, other}, {U"take care of", Sign::act, other}, {U"issue", Sign::act, other}, {U"handle", Sign::act, other},

    {U"给您", Sign::for_you}, {U"给你", Sign::for_you}, {U"帮您", Sign::for_you}, {U"帮你", Sign::for_you}, {U"为您", Sign::for_you}, {U"为你", Sign::for_you}, {U"替您", Sign::for_you}, {U"跟您", Sign::for_you}, {U"向您", Sign::for_you},
    {U"给亲", Sign::for_you}, {U"帮亲", Sign::for_you}, {U"为亲", Sign::for_you},
    {U"会", Sign::will}, {U"把", Sign::will}, {U"一定", Sign::will}, {U"肯定", Sign::will}, {U"保证", Sign::will}, {U"承诺", Sign::will}, {U"will", Sign::will}, {U"i'll", Sign::will}, {U"we'll", Sign::will}, {U"you'll", Sign::will}, {U"promise", Sign::will},
    {U"shall", Sign::will}, {U"going to", Sign::will},

    {U"红包", Sign::gift}, {U"优惠券", Sign::gift}, {U"无门槛", Sign::gift}, {U"代金券", Sign::gift}, {U"券", Sign::gift}, {U"coupon", Sign::gift}, {U"voucher", Sign::gift}, {U"gift card", Sign::gift}, {U"credit", Sign::gift},
    {U"链接", Sign::thing}, {U"截图", Sign::thing}, {U"照片", Sign::thing}, {U"图片", Sign::thing}, {U"单号", Sign::thing}, {U"消息", Sign::thing}, {U"视频", Sign::thing}, {U"教程", Sign::thing}, {U"tracking number", Sign::thing},
    {U"结果", Sign::thing},

    // Nouns that hold a verb's characters.
    {U"发货地", Sign::nothing}, {U"发货时间", Sign::nothing}, {U"发货时效", Sign::nothing}, {U"发货速度", Sign::nothing}, {U"发货仓", Sign::nothing}, {U"发货单", Sign::nothing}, {U"退款申请", Sign::nothing}, {U"退款进度", Sign::nothing},
    {U"退款结果", Sign::nothing}, {U"退款时间", Sign::nothing}, {U"退款问题", Sign::nothing}, {U"退款的事", Sign::nothing}, {U"退款情况", Sign::nothing}, {U"退款记录", Sign::nothing}, {U"退货地址", Sign::nothing},
    {U"退货", Sign::nothing}, {U"退换", Sign::nothing}, {U"处理结果", Sign::nothing}, {U"处理方案", Sign::nothing}, {U"处理中", Sign::nothing}, {U"处理进度", Sign::nothing}, {U"处理意见", Sign::nothing}, {U"解决方案", Sign::nothing},
    {U"确认收货", Sign::nothing}, {U"补偿方案", Sign::nothing}, {U"赔付方案", Sign::nothing}, {U"核实结果", Sign::nothing}, {U"查询结果", Sign::nothing}, {U"查收", Sign::nothing}, {U"联系方式", Sign::nothing}, {U"联系电话", Sign::nothing},
    {U"发货问题", Sign::nothing}, {U"发出来", Sign::nothing}, {U"给您回复的", Sign::act, reply}, {U"会员", Sign::nothing}, {U"机会", Sign::nothing}, {U"社会", Sign::nothing}, {U"接电话", Sign::nothing}, {U"修改地址的", Sign::nothing},
};
// clang-format on

std::span<const Word> act_words() { return words; }

}  // namespace promises
