/* Asking for a file. */

#include "ui/common/mlg-file-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MlgFileFunc  func;
  gpointer     data;
  const char  *ending;          /* added to the name of a file to be written, interned; NULL: none */
} Answer;

static void
free_answer (gpointer  data,
             GClosure *closure)
{
  g_free (data);
}

/* ---- a name that lacks its ending */

typedef struct
{
  Answer  answer;
  char   *path;
} Doubt;

static void
free_doubt (gpointer  data,
            GClosure *closure)
{
  Doubt *doubt = data;

  g_free (doubt->path);
  g_free (doubt);
}

static void
replace_cb (GtkDialog *dialog,
            int        response,
            Doubt     *doubt)
{
  if (response == GTK_RESPONSE_ACCEPT)
    doubt->answer.func (doubt->path, doubt->answer.data);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The chooser asked about the name as it was typed; a file stands under the one that is going to be written. */
static void
ask_to_replace (GtkWindow    *parent,
                const char   *path,
                const Answer *answer)
{
  g_autofree char *name = g_filename_display_basename (path);
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
                                              GTK_BUTTONS_NONE, _("“%s” exists already. Replace it?"), name);
  Doubt *doubt = g_new (Doubt, 1);
  GtkWidget *area = gtk_message_dialog_get_message_area (GTK_MESSAGE_DIALOG (dialog));

  doubt->answer = *answer;
  doubt->path = g_strdup (path);
  gtk_widget_set_margin_top (area, 24);
  gtk_widget_set_margin_bottom (area, 24);
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _("_Cancel"), GTK_RESPONSE_CANCEL, _("_Replace"), GTK_RESPONSE_ACCEPT, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect_data (dialog, "response", G_CALLBACK (replace_cb), doubt, free_doubt, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
ends_with (const char *path,
           const char *ending)
{
  gsize length = strlen (path), n = strlen (ending);

  return length > n && g_ascii_strcasecmp (path + length - n, ending) == 0;
}

static void
answer_with (GtkWindow    *parent,
             const char   *path,
             const Answer *answer)
{
  g_autofree char *whole = NULL;

  if (answer->ending == NULL || ends_with (path, answer->ending))
    {
      answer->func (path, answer->data);
      return;
    }

  whole = g_strconcat (path, answer->ending, NULL);
  if (g_file_test (whole, G_FILE_TEST_EXISTS))
    ask_to_replace (parent, whole, answer);
  else
    answer->func (whole, answer->data);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Answer          *answer)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        answer_with (gtk_native_dialog_get_transient_for (dialog), path, answer);
    }

  g_object_unref (dialog);      /* kept until its answer */
}

/* Of "*.csv" ".csv"; of several patterns none. */
static const char *
find_ending (GtkFileChooserAction  action,
             const char           *pattern)
{
  if (action != GTK_FILE_CHOOSER_ACTION_SAVE || pattern == NULL || !g_str_has_prefix (pattern, "*.") || strpbrk (pattern, "|;") != NULL)
    return NULL;

  return g_intern_string (pattern + 1);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *pattern)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  const char *bar = strchr (pattern, '|');
  g_auto(GStrv) patterns = g_strsplit (bar != NULL ? bar + 1 : pattern, ";", -1);
  g_autofree char *name = bar != NULL ? g_strndup (pattern, bar - pattern) : g_strjoinv (", ", patterns);

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
ask (GtkWindow            *parent,
     const char           *title,
     GtkFileChooserAction  action,
     const char           *name,
     const char           *pattern,
     MlgFileFunc           func,
     gpointer              data)
{
  const char *accept = action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open");
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, accept, _("_Cancel"));
  Answer *answer = g_new (Answer, 1);
  g_autofree char *every_file = g_strdup_printf ("%s|*", _("All files"));

  answer->func = func;
  answer->data = data;
  answer->ending = find_ending (action, pattern);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (pattern != NULL)
    add_filter (GTK_FILE_CHOOSER (dialog), pattern);
  if (pattern != NULL && strchr (pattern, '|') != NULL)
    add_filter (GTK_FILE_CHOOSER (dialog), every_file);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), answer, free_answer, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
mlg_file_dialog_open (GtkWindow   *parent,
                      const char  *title,
                      const char  *pattern,
                      MlgFileFunc  func,
                      gpointer     data)
{
  ask (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, pattern, func, data);
}

void
mlg_file_dialog_save (GtkWindow   *parent,
                      const char  *title,
                      const char  *name,
                      const char  *pattern,
                      MlgFileFunc  func,
                      gpointer     data)
{
  ask (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, name, pattern, func, data);
}

void
mlg_file_dialog_folder (GtkWindow   *parent,
                        const char  *title,
                        MlgFileFunc  func,
                        gpointer     data)
{
  ask (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL, func, data);
}

void
mlg_file_dialog_show_folder (GtkWindow  *parent,
                             const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}
