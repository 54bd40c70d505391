/* What can go wrong with a file of another program. */

#include "exchange/mlg-exchange-error.h"

G_DEFINE_QUARK (mlg-exchange-error-quark, mlg_exchange_error)
