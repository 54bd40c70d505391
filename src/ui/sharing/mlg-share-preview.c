/* What leaves with a copy and what stays, in words and counts. */

#include "ui/sharing/mlg-share-preview.h"

#include "model/mlg-privacy.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-label.h"
#include "ui/common/mlg-view.h"

#include <glib/gi18n-lib.h>

/* Names of records that stay, for one reason; beyond, their number. */
#define MAX_NAMES     60
/* Texts to be read before they leave. */
#define MAX_MENTIONS  40
#define MAX_HANDOVERS 30
/* docs/look.md: lines of running text. */
#define MAX_CHARS     75

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_heading (GtkBox     *box,
             const char *text)
{
  gtk_box_append (box, mlg_label_new (text, "share-heading", MAX_CHARS));
}

/* ---- counts */

static void
attach_number (GtkGrid *grid,
               guint    number,
               int      column,
               int      row)
{
  g_autofree char *text = number > 0 ? mlg_format_count (number) : g_strdup ("–");
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numbers");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
attach_head (GtkGrid    *grid,
             const char *text,
             int         column)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "dim");
  gtk_grid_attach (grid, label, column, 0, 1, 1);
}

static GtkGrid *
new_grid (const char *what)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 24);
  gtk_grid_set_row_spacing (grid, 4);
  attach_head (grid, what, 0);
  attach_head (grid, _("leaves"), 1);
  attach_head (grid, _("stays"), 2);
  return grid;
}

static void
add_counts (GtkBox          *box,
            MlgShareSummary *summary)
{
  GtkGrid *grid = new_grid (_("Kind of record"));
  int row = 1;

  add_heading (box, _("By kind of record"));
  for (guint i = 0; i < summary->counts->len; i++)
    {
      const MlgShareCount *count = &g_array_index (summary->counts, MlgShareCount, i);
      GtkWidget *name;

      /* What only hangs on other records goes with them. */
      if (count->entity->stage == MLG_STAGE_INSIDE)
        continue;

      name = mlg_label_new (_(count->entity->plural), NULL, MAX_CHARS);
      gtk_grid_attach (grid, name, 0, row, 1, 1);
      attach_number (grid, count->n_leaving, 1, row);
      attach_number (grid, count->n_held, 2, row++);
    }
  gtk_box_append (box, GTK_WIDGET (grid));
}

/* ---- fields that tell of persons */

static void
add_fields (GtkBox          *box,
            MlgShareSummary *summary)
{
  GtkGrid *grid;
  int row = 1;

  if (summary->fields->len == 0)
    return;

  add_heading (box, _("Personal or confidential words"));
  grid = new_grid (_("Field"));
  for (guint i = 0; i < summary->fields->len; i++)
    {
      const MlgShareField *field = &g_array_index (summary->fields, MlgShareField, i);
      g_autofree char *text = g_strdup_printf ("%s — %s", _(field->entity->label), _(field->field->label));
      GtkWidget *name = mlg_label_new (text, NULL, MAX_CHARS);

      gtk_grid_attach (grid, name, 0, row, 1, 1);
      attach_number (grid, field->n_leaving, 1, row);
      attach_number (grid, field->n_held, 2, row++);
    }
  gtk_box_append (box, GTK_WIDGET (grid));
}

/* ---- records that stay */

static const char *
get_reason_words (MlgHeldReason reason)
{
  switch (reason)
    {
    case MLG_HELD_PRIVATE:
      return _("Confidential");
    case MLG_HELD_GROUP:
      return _("For the group only");
    case MLG_HELD_PERSONAL:
      return _("About a person");
    case MLG_HELD_CONSENT:
      return _("Words without the agreement of who said them");
    case MLG_HELD_DEPENDENT:
      return _("Hang on a record that stays");
    case MLG_HELD_OWN:
      return _("What the file notes for itself");
    case MLG_HELD_NOT:
    default:
      return "";
    }
}

static GtkWidget *
new_names (MlgProject      *project,
           MlgShareSummary *summary,
           MlgHeldReason    reason,
           guint           *n)
{
  GtkBox *names = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));

  *n = 0;
  for (guint i = 0; i < summary->held->len; i++)
    {
      const MlgHeldRecord *held = &g_array_index (summary->held, MlgHeldRecord, i);
      g_autofree char *title = NULL;
      g_autofree char *text = NULL;

      if (held->reason != reason || (*n)++ >= MAX_NAMES)
        continue;

      title = mlg_project_dup_title (project, held->entity, &held->id);
      text = g_strdup_printf ("%s — %s", title, _(held->entity->label));
      gtk_box_append (names, mlg_label_new (text, "dim", MAX_CHARS));
    }
  if (*n > MAX_NAMES)
    {
      g_autofree char *more = mlg_format_count (*n - MAX_NAMES);
      g_autofree char *text = g_strdup_printf (ngettext ("and %s other", "and %s others", *n - MAX_NAMES), more);

      gtk_box_append (names, mlg_label_new (text, "dim", MAX_CHARS));
    }

  return GTK_WIDGET (names);
}

static void
add_held (GtkBox          *box,
          MlgProject      *project,
          MlgShareSummary *summary)
{
  if (summary->held->len == 0)
    return;

  add_heading (box, _("Records that stay, and why"));
  for (int reason = MLG_HELD_PRIVATE; reason <= MLG_HELD_OWN; reason++)
    {
      guint n;
      GtkWidget *names = g_object_ref_sink (new_names (project, summary, reason, &n));
      GtkWidget *expander;

      if (n > 0)
        {
          g_autofree char *count = mlg_format_count (n);
          g_autofree char *text = g_strdup_printf ("%s (%s)", get_reason_words (reason), count);

          gtk_widget_set_margin_start (names, 18);
          expander = gtk_expander_new (text);
          gtk_expander_set_child (GTK_EXPANDER (expander), names);
          gtk_box_append (box, expander);
        }
      g_object_unref (names);
    }
}

/* ---- texts that name somebody */

static void
mention_cb (GtkButton             *button,
            const MlgShareMention *mention)
{
  MlgView *view = MLG_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (button), MLG_TYPE_VIEW));

  mlg_focus_select (mlg_view_get_focus (view), mention->entity, &mention->id);
  gtk_widget_activate_action (GTK_WIDGET (button), "win.screen", "s", mention->entity->name);
}

static GtkWidget *
new_mention (MlgProject            *project,
             const MlgShareMention *mention)
{
  g_autofree char *title = mlg_project_dup_title (project, mention->entity, &mention->id);
  g_autofree char *where = g_strdup_printf ("%s — %s", title, _(mention->field->label));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  gtk_box_append (GTK_BOX (box), mlg_label_new (where, NULL, MAX_CHARS));
  gtk_box_append (GTK_BOX (box), mlg_label_new (mention->excerpt, "dim", MAX_CHARS));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Open this record, to read and correct it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, where,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, mention->excerpt, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (mention_cb), (gpointer) mention);
  return button;
}

static void
add_mentions (GtkBox     *box,
              MlgProject *project,
              GPtrArray  *mentions)
{
  g_autofree char *count = mlg_format_count (mentions->len);
  g_autofree char *text = g_strdup_printf (ngettext ("%s text that leaves names a person who stays", "%s texts that leave name persons who stay",
                                                     mentions->len), count);
  GtkBox *list;

  /* Whom they name is nobody's business in a room. */
  if (mentions->len == 0 || mlg_privacy_is_screen_shared ())
    return;

  list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  g_object_set_data_full (G_OBJECT (list), "mentions", g_ptr_array_ref (mentions), (GDestroyNotify) g_ptr_array_unref);
  add_heading (box, text);
  gtk_box_append (box, mlg_label_new (_("The program does not touch what was written freely: read these before the copy leaves."), "dim", MAX_CHARS));
  for (guint i = 0; i < MIN (mentions->len, MAX_MENTIONS); i++)
    gtk_box_append (list, new_mention (project, mentions->pdata[i]));
  if (mentions->len > MAX_MENTIONS)
    {
      g_autofree char *more = mlg_format_count (mentions->len - MAX_MENTIONS);
      g_autofree char *others = g_strdup_printf (ngettext ("and %s other", "and %s others", mentions->len - MAX_MENTIONS), more);

      gtk_box_append (list, mlg_label_new (others, "dim", MAX_CHARS));
    }
  gtk_box_append (box, GTK_WIDGET (list));
}

static char *
dup_sentence (MlgShareSummary *summary)
{
  g_autofree char *leaving = mlg_format_count (summary->n_leaving);
  g_autofree char *held = mlg_format_count (summary->n_held);
  g_autofree char *values = mlg_format_count (summary->n_values_held);
  g_autofree char *left = g_strdup_printf (ngettext ("%s record leaves", "%s records leave", summary->n_leaving), leaving);
  g_autofree char *stays = NULL;
  g_autofree char *words = NULL;

  if (summary->level == MLG_LEVEL_COMPLETE)
    return g_strdup_printf ("%s · %s", left, _("nothing stays"));

  stays = g_strdup_printf (ngettext ("%s record stays", "%s records stay", summary->n_held), held);
  words = g_strdup_printf (ngettext ("%s value stays", "%s values stay", summary->n_values_held), values);
  return g_strdup_printf ("%s · %s · %s", left, stays, words);
}

void
mlg_share_preview_fill (GtkBox          *box,
                        MlgProject      *project,
                        MlgShareSummary *summary,
                        GPtrArray       *mentions)
{
  g_autofree char *sentence = dup_sentence (summary);

  empty (box);
  gtk_box_append (box, mlg_label_new (sentence, "notice", MAX_CHARS));
  gtk_box_append (box, mlg_label_new (summary->level == MLG_LEVEL_COMPLETE
    ? _("The whole history leaves too: who wrote what, and what was deleted.")
    : _("The history stays: neither old values nor authors are in the copy."), "dim", MAX_CHARS));
  add_mentions (box, project, mentions);
  add_fields (box, summary);
  add_held (box, project, summary);
  add_counts (box, summary);
}

/* ---- copies handed over */

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  MlgRecord *x = *(MlgRecord *const *) a, *y = *(MlgRecord *const *) b;
  gint64 difference = mlg_record_get_created (y) - mlg_record_get_created (x);

  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

static gboolean
collect (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

static GPtrArray *
list_handovers (MlgProject *project)
{
  const MlgEntity *entity = mlg_schema_find ("handover");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  mlg_store_foreach (mlg_project_get_store (project), entity, collect, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      MlgRecord *record = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  g_ptr_array_sort (records, compare_latest_first);
  return records;
}

static char *
dup_shown (MlgProject *project,
           MlgRecord  *record,
           const char *name)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (record), name);

  return mlg_project_display (project, field, mlg_record_get (record, field));
}

static GtkWidget *
new_handover (MlgProject *project,
              MlgRecord  *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *date = dup_shown (project, record, "date");
  g_autofree char *recipient = dup_shown (project, record, "recipient");
  g_autofree char *level = dup_shown (project, record, "level");
  g_autofree char *file = dup_shown (project, record, "file_name");
  g_autofree char *what = dup_shown (project, record, "what");
  g_autofree char *head = g_strdup_printf ("%s — %s — %s", date, *recipient != '\0' ? recipient : _("nobody named"), level);
  GtkWidget *second = mlg_label_new (file, "dim", MAX_CHARS);

  gtk_label_set_wrap_mode (GTK_LABEL (second), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_tooltip_text (box, what);
  gtk_widget_add_css_class (box, "share-handover");
  gtk_box_append (GTK_BOX (box), mlg_label_new (head, NULL, MAX_CHARS));
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

guint
mlg_share_handovers_fill (GtkBox     *box,
                          MlgProject *project)
{
  g_autoptr(GPtrArray) records = list_handovers (project);

  empty (box);
  if (mlg_privacy_is_screen_shared ())
    return 0;      /* who has a copy is nobody's business in a room */
  for (guint i = 0; i < MIN (records->len, MAX_HANDOVERS); i++)
    gtk_box_append (box, new_handover (project, g_ptr_array_index (records, i)));

  return records->len;
}
