// Words of time, Chinese and English.
#include "promises/reading.hpp"

namespace promises {

static constexpr int hours = 60, days = 24 * 60, week = 7 * days, month = 30 * days;

// clang-format off: a table
static constexpr Word words[] = {
    {U"半", Sign::half}, {U"个半", Sign::half}, {U"and a half", Sign::half}, {U"half an", Sign::half}, {U"half a", Sign::half},
    {U"分钟", Sign::unit, 1}, {U"分", Sign::unit, 1}, {U"min", Sign::unit, 1}, {U"mins", Sign::unit, 1}, {U"minute", Sign::unit, 1}, {U"minutes", Sign::unit, 1},
    {U"刻钟", Sign::unit, 15},
    {U"小时", Sign::unit, hours}, {U"个小时", Sign::unit, hours}, {U"钟头", Sign::unit, hours}, {U"个钟头", Sign::unit, hours}, {U"个钟", Sign::unit, hours},
    {U"小時", Sign::unit, hours}, {U"小是", Sign::unit, hours}, {U"小内", Sign::unit, hours}, {U"h", Sign::unit, hours}, {U"hr", Sign::unit, hours},
    {U"hrs", Sign::unit, hours}, {U"hour", Sign::unit, hours}, {U"hours", Sign::unit, hours},
    {U"天", Sign::unit, days}, {U"日", Sign::unit, days}, {U"day", Sign::unit, days}, {U"days", Sign::unit, days},
    {U"周", Sign::unit, week}, {U"个星期", Sign::unit, week}, {U"星期", Sign::unit, week}, {U"个礼拜", Sign::unit, week}, {U"礼拜", Sign::unit, week},
    {U"week", Sign::unit, week}, {U"weeks", Sign::unit, week},
    {U"个月", Sign::unit, month}, {U"month", Sign::unit, month}, {U"半天", Sign::vague},
    {U"工作日", Sign::workday}, {U"个工作日", Sign::workday}, {U"工作天", Sign::workday}, {U"个工作天", Sign::workday}, {U"business day", Sign::workday},
    {U"business days", Sign::workday}, {U"working day", Sign::workday}, {U"working days", Sign::workday},

    {U"内", Sign::within}, {U"之内", Sign::within}, {U"以内", Sign::within}, {U"里", Sign::within},
    {U"后", Sign::after}, {U"以后", Sign::after}, {U"之后", Sign::after}, {U"过后", Sign::after},
    {U"前", Sign::before}, {U"之前", Sign::before}, {U"以前", Sign::before}, {U"ago", Sign::before},

    {U"今天", Sign::day, 0}, {U"今日", Sign::day, 0}, {U"今儿", Sign::day, 0}, {U"今儿个", Sign::day, 0}, {U"当天", Sign::day, 0}, {U"当日", Sign::day, 0}, {U"today", Sign::day, 0},
    {U"今晚", Sign::day, 0, evening}, {U"今夜", Sign::day, 0, evening}, {U"当晚", Sign::day, 0, evening}, {U"今早", Sign::day, 0, morning}, {U"tonight", Sign::day, 0, evening},
    {U"this morning", Sign::day, 0, morning}, {U"this afternoon", Sign::day, 0, daytime_end}, {U"this evening", Sign::day, 0, evening},
    {U"明天", Sign::day, 1}, {U"明日", Sign::day, 1}, {U"明儿", Sign::day, 1}, {U"明儿个", Sign::day, 1}, {U"今明两天", Sign::day, 1}, {U"今明", Sign::day, 1}, {U"tomorrow", Sign::day, 1},
    {U"明早", Sign::day, 1, morning}, {U"明晚", Sign::day, 1, evening}, {U"明天一早", Sign::day, 1, morning}, {U"明儿一早", Sign::day, 1, morning},
    {U"后天", Sign::day, 2}, {U"后日", Sign::day, 2}, {U"明后天", Sign::day, 2}, {U"明后两天", Sign::day, 2}, {U"大后天", Sign::day, 3}, {U"day after tomorrow", Sign::day, 2},
    {U"the day after tomorrow", Sign::day, 2}, {U"这两天", Sign::day, 2}, {U"这一两天", Sign::day, 2}, {U"近两天", Sign::day, 2},

    {U"周末", Sign::week_end}, {U"这周末", Sign::week_end}, {U"本周末", Sign::week_end}, {U"本周", Sign::week_end}, {U"这周", Sign::week_end}, {U"这个星期", Sign::week_end},
    {U"this week", Sign::week_end}, {U"end of the week", Sign::week_end}, {U"end of this week", Sign::week_end}, {U"周末前", Sign::week_end, -2}, {U"周末之前", Sign::week_end, -2},
    {U"下周", Sign::week_end, 7}, {U"下个星期", Sign::week_end, 7}, {U"下星期", Sign::week_end, 7}, {U"下个周", Sign::week_end, 7}, {U"next week", Sign::week_end, 7},
    {U"月底", Sign::month_end}, {U"本月底", Sign::month_end}, {U"这个月底", Sign::month_end}, {U"月末", Sign::month_end}, {U"end of the month", Sign::month_end},
    {U"月", Sign::month}, {U"号", Sign::day_number},

    {U"凌晨", Sign::part, 0, night}, {U"早上", Sign::part, 0, morning}, {U"上午", Sign::part, 0, morning}, {U"一早", Sign::part, 0, morning}, {U"早晨", Sign::part, 0, morning},
    {U"早间", Sign::part, 0, morning}, {U"morning", Sign::part, 0, morning}, {U"中午", Sign::part, 0, midday}, {U"午间", Sign::part, 0, midday}, {U"noon", Sign::part, 0, noon}, {U"下午", Sign::part, 0, daytime_end},
    {U"午后", Sign::part, 0, daytime_end}, {U"afternoon", Sign::part, 0, daytime_end}, {U"傍晚", Sign::part, 0, dusk}, {U"晚上", Sign::part, 0, evening}, {U"晚间", Sign::part, 0, evening},
    {U"夜里", Sign::part, 0, evening}, {U"晚", Sign::part, 0, evening}, {U"evening", Sign::part, 0, evening}, {U"midnight", Sign::part, 0, evening},
    {U"am", Sign::forenoon}, {U"a.m.", Sign::forenoon}, {U"a.m", Sign::forenoon}, {U"pm", Sign::afternoon}, {U"p.m.", Sign::afternoon}, {U"p.m", Sign::afternoon},
    {U"点", Sign::hour}, {U"点钟", Sign::hour}, {U"时", Sign::hour}, {U"o'clock", Sign::hour}, {U"点一刻", Sign::hour, 15}, {U"点三刻", Sign::hour, 45},
    {U"下班", Sign::closing}, {U"收工", Sign::closing}, {U"打烊", Sign::closing}, {U"end of day", Sign::closing}, {U"end of the day", Sign::closing}, {U"eod", Sign::closing},
    {U"close of business", Sign::closing}, {U"cob", Sign::closing},

    {U"周一", Sign::weekday, 0}, {U"周二", Sign::weekday, 1}, {U"周三", Sign::weekday, 2}, {U"周四", Sign::weekday, 3}, {U"周五", Sign::weekday, 4}, {U"周六", Sign::weekday, 5},
    {U"周日", Sign::weekday, 6}, {U"周天", Sign::weekday, 6},
    {U"星期一", Sign::weekday, 0}, {U"星期二", Sign::weekday, 1}, {U"星期三", Sign::weekday, 2}, {U"星期四", Sign::weekday, 3}, {U"星期五", Sign::weekday, 4},
    {U"星期六", Sign::weekday, 5}, {U"星期日", Sign::weekday, 6}, {U"星期天", Sign::weekday, 6},
    {U"礼拜一", Sign::weekday, 0}, {U"礼拜二", Sign::weekday, 1}, {U"礼拜三", Sign::weekday, 2}, {U"礼拜四", Sign::weekday, 3}, {U"礼拜五", Sign::weekday, 4},
    {U"礼拜六", Sign::weekday, 5}, {U"礼拜天", Sign::weekday, 6},
    {U"这周一", Sign::weekday, 0}, {U"这周二", Sign::weekday, 1}, {U"这周三", Sign::weekday, 2}, {U"这周四", Sign::weekday, 3}, {U"这周五", Sign::weekday, 4},
    {U"这周六", Sign::weekday, 5}, {U"这周日", Sign::weekday, 6}, {U"本周一", Sign::weekday, 0}, {U"本周二", Sign::weekday, 1}, {U"本周三", Sign::weekday, 2},
    {U"本周四", Sign::weekday, 3}, {U"本周五", Sign::weekday, 4}, {U"本周六", Sign::weekday, 5}, {U"本周日", Sign::weekday, 6},
    {U"monday", Sign::weekday, 0}, {U"tuesday", Sign::weekday, 1}, {U"wednesday", Sign::weekday, 2}, {U"thursday", Sign::weekday, 3}, {U"friday", Sign::weekday, 4},
    {U"saturday", Sign::weekday, 5}, {U"sunday", Sign::weekday, 6},
    {U"下周一", Sign::weekday, 7}, {U"下周二", Sign::weekday, 8}, {U"下周三", Sign::weekday, 9}, {U"下周四", Sign::weekday, 10}, {U"下周五", Sign::weekday, 11},
    {U"下周六", Sign::weekday, 12}, {U"下周日", Sign::weekday, 13}, {U"下周天", Sign::weekday, 13}, {U"下星期一", Sign::weekday, 7}, {U"下星期二", Sign::weekday, 8},
    {U"下星期三", Sign::weekday, 9}, {U"下星期四", Sign::weekday, 10}, {U"下星期五", Sign::weekday, 11}, {U"next monday", Sign::weekday, 7}, {U"next tuesday", Sign::weekday, 8},
    {U"next wednesday", Sign::weekday, 9}, {U"next thursday", Sign::weekday, 10}, {U"next friday", Sign::weekday, 11},

    {U"尽快", Sign::vague}, {U"尽早", Sign::vague}, {U"尽块", Sign::vague}, {U"尽速", Sign::vague}, {U"稍后", Sign::vague}, {U"稍晚", Sign::vague}, {U"晚点", Sign::vague},
    {U"晚一点", Sign::vague}, {U"晚些", Sign::vague}, {U"稍晚一点", Sign::vague}, {U"回头", Sign::vague}, {U"第一时间", Sign::vague}, {U"待会", Sign::vague}, {U"待会儿", Sign::vague}, {U"一会儿", Sign::vague},
    {U"等会", Sign::vague}, {U"过会", Sign::vague}, {U"一会", Sign::vague}, {U"过几天", Sign::vague}, {U"这几天", Sign::vague}, {U"近期", Sign::vague}, {U"近日", Sign::vague}, {U"几天内", Sign::vague},
    {U"几小时内", Sign::vague}, {U"几个小时内", Sign::vague}, {U"几分钟内", Sign::vague}, {U"优先", Sign::vague}, {U"加急", Sign::vague}, {U"抓紧", Sign::vague}, {U"赶紧", Sign::vague}, {U"抓紧时间", Sign::vague},
    {U"as soon as possible", Sign::vague}, {U"asap", Sign::vague}, {U"shortly", Sign::vague}, {U"soon", Sign::vague}, {U"later", Sign::vague},
    {U"马上", Sign::at_once}, {U"立刻", Sign::at_once}, {U"立即", Sign::at_once}, {U"立马", Sign::at_once}, {U"这就", Sign::at_once}, {U"right away", Sign::at_once}, {U"immediately", Sign::at_once},

    {U"最晚", Sign::link}, {U"最迟", Sign::link}, {U"太晚", Sign::nothing}, {U"会晚", Sign::nothing}, {U"早上好", Sign::nothing}, {U"上午好", Sign::nothing}, {U"中午好", Sign::nothing}, {U"下午好", Sign::nothing},
    {U"晚上好", Sign::nothing}, {U"前一天", Sign::nothing}, {U"售后", Sign::nothing}, {U"后续", Sign::nothing}, {U"后期", Sign::nothing}, {U"最后", Sign::nothing}, {U"后面", Sign::nothing}, {U"后台", Sign::nothing},
    {U"今后", Sign::nothing}, {U"很晚", Sign::nothing}, {U"晚了", Sign::nothing}, {U"较晚", Sign::nothing},
    {U"的", Sign::link}, {U"左右", Sign::link}, {U"整", Sign::link}, {U"内的", Sign::link}, {U"at", Sign::link}, {U"by", Sign::link}, {U"on", Sign::link}, {U"the", Sign::link}, {U"before", Sign::link},
    {U"in", Sign::link}, {U"within", Sign::link}, {U"a", Sign::link}, {U"an", Sign::link},
};
// clang-format on

std::span<const Word> time_words() { return words; }

}  // namespace promises
