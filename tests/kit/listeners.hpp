// Machines on the other side, for tests of what goes out: plain and TLS listeners on loopback that
// count every connection that is made to them.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace listeners {

// Reads a request to the end of its body, answers with what `answer` makes of it, and closes.
class Listener {
public:
    using Answer = std::function<std::string(const std::string& request)>;
    // One port on each of the addresses; port 0 takes a free one.
    explicit Listener(std::vector<std::string> addresses = {"127.0.0.1"}, Answer answer = {},
                      int port = 0);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    int port() const { return port_; }
    std::string at() const { return "127.0.0.1:" + std::to_string(port_); }
    // Connections so far; waits a little for one that may be on its way.
    int connections() const;
    std::vector<std::string> requests() const;

private:
    void serve(int socket);
    void converse(int connection);
    Answer answer_;
    int port_ = 0;
    std::vector<int> sockets_;
    std::atomic<bool> over_ = false;
    std::atomic<int> connections_ = 0;
    mutable std::mutex guard_;
    std::vector<std::string> requests_;
    std::vector<std::jthread> threads_;
};

std::string ok(std::string_view body, std::string_view more_headers = "");

// A certificate with its key, signed by itself, as PEM files in `folder`.
struct Certificate {
    std::string certificate_file, key_file;
};
struct CertificateWish {
    std::string name = "localhost";  // the only name it is good for
    long valid_from_s = -3600;       // from now
    long valid_to_s = 3600;
};
Certificate made_certificate(const std::string& folder, const CertificateWish& wish = {});

// Answers every request with "secret" over TLS.
class TlsListener {
public:
    TlsListener(const Certificate& certificate, int newest_protocol = 0);
    ~TlsListener();
    TlsListener(const TlsListener&) = delete;
    TlsListener& operator=(const TlsListener&) = delete;
    int port() const { return port_; }
    int requests() const { return requests_; }

private:
    void serve();
    int socket_ = -1, port_ = 0;
    void* context_ = nullptr;
    std::atomic<bool> over_ = false;
    std::atomic<int> requests_ = 0;
    std::jthread thread_;
};

}  // namespace listeners
