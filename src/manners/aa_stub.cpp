#include "manners/manners.hpp"
namespace manners { 
const Gate& house_gate(){ static Gate g{[]{ Pack p; p.version="x"; Rule r; r.id="a.b"; r.colour=Colour::red; r.where=Where::sentence_start; r.phrases={{"不行",{}}}; r.reason_zh="x"; r.reason_en="x";  p.rules={r}; Rule y=r; y.id="y.y"; y.colour=Colour::yellow; y.where=Where::anywhere; y.phrases={{"尽快",{}}}; p.rules.push_back(y); return p;}()}; return g; } }
