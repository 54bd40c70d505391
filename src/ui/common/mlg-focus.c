/* What the user looks at, shared by every view. */

#include "ui/common/mlg-focus.h"
