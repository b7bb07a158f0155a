#include "listeners.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace listeners {
namespace {

int listening(const std::string& address, int& port) {
    bool is_v6 = address.find(':') != std::string::npos;
    int made = ::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int yes = 1;
    ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_storage at{};
    socklen_t length = 0;
    if (is_v6) {
        ::setsockopt(made, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
        auto* v6 = reinterpret_cast<sockaddr_in6*>(&at);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(static_cast<std::uint16_t>(port));
        ::inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr);
        length = sizeof *v6;
    } else {
        auto* v4 = reinterpret_cast<sockaddr_in*>(&at);
        v4->sin_family = AF_INET;
        v4->sin_port = htons(static_cast<std::uint16_t>(port));
        ::inet_pton(AF_INET, address.c_str(), &v4->sin_addr);
        length = sizeof *v4;
    }
    if (::bind(made, reinterpret_cast<sockaddr*>(&at), length) != 0 || ::listen(made, 64) != 0)
        throw std::runtime_error("cannot listen on " + address);
    ::getsockname(made, reinterpret_cast<sockaddr*>(&at), &length);
    port = ntohs(is_v6 ? reinterpret_cast<sockaddr_in6*>(&at)->sin6_port
                       : reinterpret_cast<sockaddr_in*>(&at)->sin_port);
    return made;
}

bool readable(int socket, int milliseconds) {
    pollfd waiting{socket, POLLIN, 0};
    return ::poll(&waiting, 1, milliseconds) > 0;
}

bool is_whole(const std::string& request) {
    auto end = request.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    auto at = request.find("Content-Length: ");
    if (at == std::string::npos || at > end) return true;
    auto length = static_cast<std::size_t>(std::atoll(request.c_str() + at + 16));
    return request.size() >= end + 4 + length;
}

}  // namespace

Listener::Listener(std::vector<std::string> addresses, Answer answer, int port)
    : answer_(std::move(answer)), port_(port) {
    for (auto& address : addresses) sockets_.push_back(listening(address, port_));
    for (int socket : sockets_) threads_.emplace_back([this, socket] { serve(socket); });
}

Listener::~Listener() {
    over_ = true;
    threads_.clear();
    for (int socket : sockets_) ::close(socket);
}

void Listener::serve(int socket) {
    while (!over_) {
        if (!readable(socket, 10)) continue;
        int connection = ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        ++connections_;
        converse(connection);
        ::close(connection);
    }
}

void Listener::converse(int connection) {
    std::string request;
    char buffer[16384];
    while (!over_ && !is_whole(request)) {
        if (!readable(connection, 10)) continue;
        ssize_t length = ::recv(connection, buffer, sizeof buffer, 0);
        if (length <= 0) return;
        request.append(buffer, static_cast<std::size_t>(length));
    }
    {
        std::lock_guard lock(guard_);
        requests_.push_back(request);
    }
    std::string answer = answer_ ? answer_(request) : ok("hello");
    if (answer.empty()) {  // says nothing until the other side gives up
        while (!over_ && !(readable(connection, 10) && ::recv(connection, buffer, 1, 0) <= 0)) {
        }
        return;
    }
    std::string_view left = answer;
    while (!left.empty()) {
        ssize_t length = ::send(connection, left.data(), left.size(), MSG_NOSIGNAL);
        if (length <= 0) return;
        left.remove_prefix(static_cast<std::size_t>(length));
    }
}

int Listener::connections() const {
    std::this_thread::sleep_for(std::chrono::milliseconds{60});
    return connections_;
}

std::vector<std::string> Listener::requests() const {
    std::lock_guard lock(guard_);
    return requests_;
}

std::string ok(std::string_view body, std::string_view more_headers) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more_headers) + "\r\n" + std::string(body);
}

Certificate made_certificate(const std::string& folder, const CertificateWish& wish) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* made = X509_new();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), std::rand() + 1L);
    X509_gmtime_adj(X509_getm_notBefore(made), wish.valid_from_s);
    X509_gmtime_adj(X509_getm_notAfter(made), wish.valid_to_s);
    X509_set_pubkey(made, key);
    X509_NAME* name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(wish.name.c_str()), -1, -1,
                               0);
    X509_set_issuer_name(made, name);
    for (auto [id, value] : {std::pair<int, std::string>{NID_subject_alt_name, "DNS:" + wish.name},
                             {NID_basic_constraints, "critical,CA:TRUE"}}) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
        X509_add_ext(made, extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(made, key, EVP_sha256());
    static std::atomic<int> count = 0;
    std::string path = folder + "/" + std::to_string(++count);
    Certificate files{path + ".pem", path + ".key"};
    if (FILE* out = std::fopen(files.certificate_file.c_str(), "w")) {
        PEM_write_X509(out, made);
        std::fclose(out);
    }
    if (FILE* out = std::fopen(files.key_file.c_str(), "w")) {
        PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(out);
    }
    X509_free(made);
    EVP_PKEY_free(key);
    return files;
}

TlsListener::TlsListener(const Certificate& certificate, int newest_protocol) {
    socket_ = listening("127.0.0.1", port_);
    auto* context = SSL_CTX_new(TLS_server_method());
    context_ = context;
    SSL_CTX_use_certificate_file(context, certificate.certificate_file.c_str(), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(context, certificate.key_file.c_str(), SSL_FILETYPE_PEM);
    if (newest_protocol != 0) {
        SSL_CTX_set_security_level(context, 0);
        SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context, newest_protocol);
    }
    thread_ = std::jthread([this] { serve(); });
}

TlsListener::~TlsListener() {
    over_ = true;
    if (thread_.joinable()) thread_.join();
    ::close(socket_);
    SSL_CTX_free(static_cast<SSL_CTX*>(context_));
}

void TlsListener::serve() {
    while (!over_) {
        if (!readable(socket_, 10)) continue;
        int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        timeval patience{2, 0};
        ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        SSL* ssl = SSL_new(static_cast<SSL_CTX*>(context_));
        SSL_set_fd(ssl, connection);
        char buffer[4096];
        if (SSL_accept(ssl) == 1 && SSL_read(ssl, buffer, sizeof buffer) > 0) {
            ++requests_;
            auto answer = ok("secret");
            SSL_write(ssl, answer.data(), static_cast<int>(answer.size()));
            SSL_shutdown(ssl);
        }
        SSL_free(ssl);
        ::close(connection);
    }
}

}  // namespace listeners
