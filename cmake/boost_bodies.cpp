// The non-template bodies of Asio and Beast, compiled once (docs/decisions/0001 has the build
// times).
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
