// What comes in and what goes out, without a word about the library that carries it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kit {

struct Request {
    std::string method;  // upper case
    std::string path;    // decoded target without the query, "/api/v1/visits"
    std::string query;   // as sent, without the question mark
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::string ip;          // of the peer, or of the client when the peer is a configured proxy
    std::string request_id;  // ours, 16 characters, also in the log and in errors

    // The value of the first such header, or nullptr. `name` in lower case.
    const std::string* header(std::string_view name) const {
        for (auto& [key, value] : headers)
            if (key == name) return &value;
        return nullptr;
    }
};

struct Response {
    int status = 200;
    std::string content_type = "application/json; charset=utf-8";
    std::string body;
    std::string_view fixed_body;  // instead of body: bytes that outlive the server (built-in files)
    std::string file;             // instead of body: path of a file to stream
    std::vector<std::pair<std::string, std::string>> headers;
};

// Answers one request, once, from any thread.
using Reply = std::move_only_function<void(Response)>;

}  // namespace kit
