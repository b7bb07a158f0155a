#include <gtest/gtest.h>

#include "kit/http/shapes.hpp"

namespace one {
struct Slip {
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (words))
}  // namespace one

namespace other {
struct Slip {
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (number))
}  // namespace other

TEST(Shapes, one_type_told_twice_is_one_shape) {
    kit::Shapes shapes;
    shapes.use<one::Slip>();
    shapes.use<std::vector<one::Slip>>();
    EXPECT_EQ(shapes.structs.size(), 1u);
    EXPECT_TRUE(shapes.clashes.empty());
}

TEST(Shapes, two_types_of_one_name_are_told_apart) {
    kit::Shapes shapes;
    shapes.use<one::Slip>();
    shapes.use<other::Slip>();
    ASSERT_EQ(shapes.clashes.size(), 1u);
    EXPECT_EQ(shapes.clashes.front(), "one::Slip and other::Slip");
}
