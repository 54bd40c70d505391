/* What can go wrong with a file, and the sentence for it: the one that was said where the name of
 * the file was known, or else one chosen by code, at the edge, in the user's language. Any
 * other message is for the log.
 */

#include "store/mlg-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gboolean is_sentence;
} MlgStoreErrorPrivate;

static void
mlg_store_error_private_init (MlgStoreErrorPrivate *self)
{
}

static void
mlg_store_error_private_copy (const MlgStoreErrorPrivate *source,
                              MlgStoreErrorPrivate       *copy)
{
  *copy = *source;
}

static void
mlg_store_error_private_clear (MlgStoreErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (MlgStoreError, mlg_store_error)

void
mlg_store_error_say (GError        **error,
                     MlgStoreError   code,
                     const char     *format,
                     ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  *error = g_error_new_valist (MLG_STORE_ERROR, code, format, args);
  va_end (args);
  mlg_store_error_get_private (*error)->is_sentence = TRUE;
}

static const char *
sentence_for (int code)
{
  switch (code)
    {
    case MLG_STORE_ERROR_BUSY:
      return _("Another window or program is using this file. Close it there, or try again in a moment.");
    case MLG_STORE_ERROR_INVALID:
      return _("This value cannot be kept here. Correct it and try again; nothing was changed.");
    case MLG_STORE_ERROR_NOT_FOUND:
      return _("This was not found. It may have been moved, renamed or deleted.");
    case MLG_STORE_ERROR_DAMAGED:
      return _("This file is damaged. It was left as it is; take the last copy you have of it.");
    case MLG_STORE_ERROR_FULL:
      return _("There is no room left on this disk. Free some space: your work is kept meanwhile.");
    case MLG_STORE_ERROR_READ_ONLY:
      return _("This place cannot be written to. Save the file elsewhere: your work is kept meanwhile.");
    case MLG_STORE_ERROR_NOT_OURS:
      return _("This file was not made by Maillage. It was left as it is.");
    case MLG_STORE_ERROR_TOO_NEW:
      return _("This file was made by a newer Maillage. Install the latest version to open it; nothing was changed.");
    case MLG_STORE_ERROR_CHANGED:
      return _("This cannot be undone: it was changed again since.");
    case MLG_STORE_ERROR_CANCELLED:
      return _("This was given up before its end. Nothing was changed.");
    default:
      return _("This could not be done. Nothing was changed; try again, and save a copy of the file elsewhere.");
    }
}

char *
mlg_store_error_describe (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  /* Errors of other libraries come with their own translated message. */
  if (error->domain != MLG_STORE_ERROR || mlg_store_error_get_private (error)->is_sentence)
    return g_strdup (error->message);
  return g_strdup (sentence_for (error->code));
}
