#pragma once

#include "conncpp/Connection.hpp"
