// How long does the gate take to judge a message, and how does that grow with its length?
//
//     budget: 50 us for a message of 100 characters with the house's pack
//
// The bodies are ordinary agent messages; `clean` has nothing to find, `mixed` a few finds of every
// colour, `dense` is a wall of them. `parts` measures the steps one by one.
#include <benchmark/benchmark.h>

#include <string>

#include "kit/text/normal.hpp"
#include "kit/text/phrases.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"

namespace {

std::string repeated(std::string_view piece, std::size_t points) {
    std::string text;
    while (kit::text::length(text) < points) text += piece;
    return kit::text::clipped(text, points);
}

constexpr std::string_view clean =
    "这款杯子用的是高岭土，釉面光滑，容量三百毫升，适合喝茶也适合泡咖啡，颜色有米白和雾蓝两种，";
constexpr std::string_view mixed =
    "您好，让您久等了，看到您的问题了。这一单已经为您登记，尽快给您安排！！不可以退的哦，加我微信"
    "，";
constexpr std::string_view dense = "不可以退，加微信，好评返现，傻逼，";

void judged(benchmark::State& state, std::string_view piece) {
    const manners::Gate& gate = manners::house_gate();
    const std::string text = repeated(piece, static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(gate.judge(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(judged, clean, clean)->Arg(40)->Arg(100)->Arg(1000)->Arg(20000);
BENCHMARK_CAPTURE(judged, mixed, mixed)->Arg(40)->Arg(100)->Arg(1000)->Arg(20000);
BENCHMARK_CAPTURE(judged, dense, dense)->Arg(100)->Arg(1000)->Arg(20000);

void judged_with_context(benchmark::State& state) {
    const std::string text = repeated(mixed, 100);
    manners::Context context;
    context.buyer_text = "帮我改一下地址，换成黑色，要两件，明天能到吗";
    context.product_names = {"拾光手作马克杯", "雾蓝茶壶"};
    context.hour = 15;
    for (auto _ : state) benchmark::DoNotOptimize(manners::house_gate().judge(text, context));
}
BENCHMARK(judged_with_context);

void normalised(benchmark::State& state) {
    const std::string text = repeated(clean, 100);
    for (auto _ : state) benchmark::DoNotOptimize(kit::text::normalised(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(normalised);

void search_terms(benchmark::State& state) {
    const std::string text = repeated(clean, 100);
    for (auto _ : state) benchmark::DoNotOptimize(kit::text::search_document(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(search_terms);

void gate_built(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(manners::Gate(manners::house_pack()));
}
BENCHMARK(gate_built)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
