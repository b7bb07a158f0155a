// How far does the house agree with people? On the test part of its own labelled lines, never tuned
// on.
//
//     bench_judged [--json]     run from the top folder; bench/manners.sh runs it with
//     bench_manners
#include <cstdio>
#include <string>

#include "app/judge.hpp"

namespace {

void say(const char* name, std::optional<double> value, double against) {
    std::printf(R"({"name":"%s","value":%.4f,"unit":"share","against":%.3f,"ratio":%.4f})"
                "\n",
                name, value.value_or(0), against, value.value_or(0) / against);
}

}  // namespace

int main() {
    const auto agent = app::figures_of(app::judged_file("tests/manners/data/agent_test.tsv"));
    const auto buyer = app::figures_of(app::judged_file("tests/manners/data/buyer_test.tsv"));
    const auto agent_second =
        app::figures_of(app::judged_file("tests/manners/data/agent_test2.tsv"));
    const auto buyer_second =
        app::figures_of(app::judged_file("tests/manners/data/buyer_test2.tsv"));
    say("gate_macro_f1", agent.gate_macro_f1, 0.92);
    say("gate_red_recall", agent.gate_red_recall, 0.97);
    say("gate_false_red_rate", agent.gate_false_red_rate, 0.01);
    say("score_agreement", agent.score_agreement, 0.92);
    say("score_exact", agent.score_exact, 0.5);
    say("emotion_negative_f1", buyer.emotion_negative_f1, 0.90);
    say("emotion_kind_macro_f1", buyer.emotion_kind_macro_f1, 0.75);
    // The same on the second test part: other scenes.
    say("gate_macro_f1_second", agent_second.gate_macro_f1, 0.92);
    say("gate_red_recall_second", agent_second.gate_red_recall, 0.97);
    say("gate_false_red_rate_second", agent_second.gate_false_red_rate, 0.01);
    say("score_agreement_second", agent_second.score_agreement, 0.92);
    say("emotion_negative_f1_second", buyer_second.emotion_negative_f1, 0.90);
    say("emotion_kind_macro_f1_second", buyer_second.emotion_kind_macro_f1, 0.75);
    // The kappa of what is decided by it: colours of agents' lines, and kinds of buyers'.
    say("label_kappa", agent.kappa_colour, 0.7);
    say("label_kappa_kind", buyer.kappa_kind, 0.7);
    say("label_kappa_bands", agent.kappa_bands, 0.7);
    say("label_kappa_second", agent_second.kappa_colour, 0.7);
    say("label_kappa_kind_second", buyer_second.kappa_kind, 0.7);
}
