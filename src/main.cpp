// xiaoer: the customer-service house of an online shop. `xiaoer --help` lists the commands.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "app/house.hpp"
#include "app/judge.hpp"
#include "app/keys.hpp"
#include "app/replay.hpp"
#include "app/seed.hpp"
#include "kit/http/router.hpp"

namespace {

void begin_log(const std::string& level) {
    auto log = spdlog::stderr_logger_mt("xiaoer");
    log->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","text":%v})");
    spdlog::set_default_logger(log);
    spdlog::set_level(spdlog::level::from_str(level));
}

int serve(const app::HouseOptions& options) {
    // Signals go to sigwait below, in every thread that starts after this.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    // Secrets live in memory: no core files. Many sockets: as many descriptors as we may have.
    rlimit none{0, 0}, files{};
    setrlimit(RLIMIT_CORE, &none);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    kit::Clock clock;
    app::House house(options, clock);
    house.start();
    auto base = options.public_url.empty() ? fmt::format("http://127.0.0.1:{}", house.port())
                                           : options.public_url;
    fmt::print("listening on {}\n", base);
    if (house.is_empty())
        fmt::print("nobody works here yet: open {}/desk/setup?token={} within 30 minutes\n", base,
                   house.setup_token());
    std::fflush(stdout);
    int got = 0;
    sigwait(&ends, &got);
    // A second signal does not wait for anybody.
    pthread_sigmask(SIG_UNBLOCK, &ends, nullptr);
    house.stop();
    return 0;
}

int seed(app::HouseOptions options) {
    options.listen = "127.0.0.1:0";
    kit::Clock clock;
    app::House house(options, clock);
    fmt::print("The demo shop's accounts; this is the only time their passwords are shown.\n\n");
    auto accounts = app::seed_demo(house);
    for (auto& account : accounts)
        fmt::print("account {} {} {}\n", account.email, account.password, account.role);
    house.start();
    auto made = app::furnish_demo(house, accounts);
    house.stop();
    fmt::print(
        "\n{} messages in its demo dialogues, {} orders, {} cases, {} promises, {} tracings\n",
        made.messages, made.orders, made.cases, made.promises, made.tracings);
    return 0;
}

// Against a running house when people are named; otherwise in a demo shop of its own, played by
// those who may say what the gate stops. Its folder is gone afterwards unless it was named, to be
// opened at the desk.
int replay(app::ReplayPlan plan, app::HouseOptions options) {
    if (!plan.agents.empty() || !plan.tokens.empty()) return app::replay(plan);
    bool is_kept = !options.data.empty();
    if (!is_kept) {
        auto folder = (std::filesystem::temp_directory_path() / "xiaoer-replay-XXXXXX").string();
        if (!::mkdtemp(folder.data())) throw std::runtime_error("no temporary folder");
        options.data = folder;
    }
    options.listen = "127.0.0.1:0";
    options.unlimited = true;
    int code = 1;
    {
        kit::Clock clock;
        app::House house(options, clock);
        for (auto& account : app::seed_demo(house)) {
            if (is_kept)
                fmt::print(stderr, "account {} {} {}\n", account.email, account.password,
                           account.role);
            if (account.role == "lead" || account.role == "admin")
                plan.agents.push_back(account.email + ":" + account.password);
        }
        house.start();
        plan.base = fmt::format("http://127.0.0.1:{}", house.port());
        code = app::replay(plan);
        house.stop();
    }
    if (!is_kept) std::filesystem::remove_all(options.data);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli{"Xiaoer, the customer-service house of an online shop"};
    cli.require_subcommand(1);
    app::HouseOptions options;
    std::string log_level = "info";
    cli.add_option("--log", log_level, "trace, debug, info, warn, err")->capture_default_str();

    auto data_options = [&](CLI::App* command) {
        command
            ->add_option("--data", options.data, "folder of the database, the files and the keys")
            ->capture_default_str();
        command->add_option("--database", options.database,
                            "postgres://… instead of the file in the folder");
    };
    auto serve_command = cli.add_subcommand("serve", "serve the desk, the chat window and the API");
    data_options(serve_command);
    serve_command->add_option("--listen", options.listen, "address and port")
        ->capture_default_str();
    serve_command->add_option("--public-url", options.public_url,
                              "https://… that people use, behind a proxy");
    serve_command->add_option("--proxy", options.proxies,
                              "address whose X-Forwarded-For is believed");
    serve_command->add_option("--allow-private", options.allow_private,
                              "host:port that the house may call although it is not public");
    serve_command->add_option("--threads", options.threads, "threads for sockets")
        ->capture_default_str();
    serve_command
        ->add_option("--refund-doubt", options.refund_doubt_s,
                     "seconds that a provider which did not answer may still be paying")
        ->capture_default_str()
        ->check(CLI::Range(11, 3600));  // more than our own patience with an answer, 10 s
    serve_command->add_flag("--unlimited", options.unlimited,
                            "no rate limits; for load tests only");

    auto seed_command = cli.add_subcommand("seed", "fill a new data folder with the demo shop");
    data_options(seed_command);

    auto vault_command = cli.add_subcommand("vault", "the keys that personal data is sealed by");
    vault_command->require_subcommand(1);
    auto rotate_command =
        vault_command->add_subcommand("rotate", "make a new master key and seal everything again");
    data_options(rotate_command);

    app::ReplayPlan plan;
    app::HouseOptions stage;
    stage.data.clear();
    auto replay_command =
        cli.add_subcommand("replay", "play written dialogues as buyers and agents");
    replay_command
        ->add_option("file", plan.file, "dialogue, user, 0 buyer or 1 agent, three columns, text")
        ->required();
    replay_command->add_option("--base", plan.base, "a running house, with --agent or --token")
        ->capture_default_str();
    replay_command->add_option("--agent", plan.agents, "email:password of somebody who converses")
        ->allow_extra_args(false);
    replay_command->add_option("--token", plan.tokens, "bearer token of somebody who converses")
        ->allow_extra_args(false);
    replay_command->add_option("--shop-key", plan.shop_key, "of the chat window")
        ->capture_default_str();
    replay_command->add_option("--at-once", plan.at_once, "dialogues at the same time")
        ->capture_default_str();
    replay_command
        ->add_option("--speed", plan.speed, "of reading and typing: 1 lifelike, 0 no waiting")
        ->capture_default_str();
    replay_command
        ->add_option("--claim-after", plan.claim_after_ms,
                     "ms; whom the queue gave to nobody by then is claimed by hand")
        ->capture_default_str();
    replay_command->add_option("--data", stage.data,
                               "keep the shop it plays in, when nobody is named");
    replay_command->add_flag("--json", plan.json, "figures only, one JSON object a line");

    app::JudgePlan trial;
    auto judge_command =
        cli.add_subcommand("judge", "judge a transcript, and compare with the labels it carries");
    judge_command
        ->add_option("file", trial.file,
                     "tab-separated, with a head line or as JDDC; see docs/labelling.md")
        ->required();
    judge_command->add_flag("--json", trial.json,
                            "one JSON object a message: colour, rules, score, emotion");

    bool openapi = false, typescript = false;
    auto api_command = cli.add_subcommand("api", "print the API as the described shapes tell it");
    api_command->add_flag("--openapi", openapi);
    api_command->add_flag("--typescript", typescript);

    CLI11_PARSE(cli, argc, argv);
    begin_log(log_level);
    try {
        if (*serve_command) return serve(options);
        if (*seed_command) return seed(options);
        if (*rotate_command) return app::rotate_keys(options);
        if (*replay_command) return replay(plan, stage);
        if (*judge_command) return app::judge(trial);
        auto routes = app::all_routes();
        for (auto& clash : routes->clashes())
            fmt::print(stderr, "xiaoer: one name, two shapes: {}\n", clash);
        if (!routes->clashes().empty()) return 1;
        if (openapi) fmt::print("{}\n", routes->openapi());
        if (typescript) fmt::print("{}", routes->typescript());
        return 0;
    } catch (const std::exception& why) {
        fmt::print(stderr, "xiaoer: {}\n", why.what());
        return 1;
    }
}
