/* What can go wrong with a file of another program, as callers need to tell apart. The message
 * is the sentence for the user, already translated.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_EXCHANGE_ERROR (mlg_exchange_error_quark ())
GQuark mlg_exchange_error_quark (void);

typedef enum
{
  MLG_EXCHANGE_ERROR_FORMAT,      /* not what it says it is, or not understood */
  MLG_EXCHANGE_ERROR_TOO_LARGE,   /* larger or deeper than a list of this kind can be */
  MLG_EXCHANGE_ERROR_INVALID,     /* a choice that does not fit: no such field, no such column */
  MLG_EXCHANGE_ERROR_NOT_FOUND,
  MLG_EXCHANGE_ERROR_CONSENT,     /* words of a person who has not agreed yet */
  MLG_EXCHANGE_ERROR_CANCELLED,
} MlgExchangeError;

G_END_DECLS
