/* Across the monographs. */

#include "ui/monographs/mlg-across-view.h"

#include "document/mlg-rich-text.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-drop-down.h"
#include "ui/common/mlg-label.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/monographs/mlg-dossier-page.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-rich-view.h"
#include "ui/monographs/mlg-section-text.h"
#include "ui/monographs/mlg-verbatim-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a column, in pixels; around what was found, in characters. */
#define COLUMN     240       /* pixels, at least: three stand side by side in a small window */
#define AROUND   90
#define MAX_HITS 100

typedef enum { ANSWERS, SEARCH, QUOTES, INTERVIEWS, DOSSIER, N_PAGES } Page;

struct _MlgAcrossView
{
  GtkBox      parent_instance;

  GtkWidget  *page;          /* GtkDropDown */
  GtkWidget  *choice;        /* of a question, of a theme */
  GtkWidget  *search;
  GtkWidget  *place;         /* what is shown, in a scrolled window */
  GtkWidget  *scroller;

  MlgFocus   *focus;
  GPtrArray  *choices;       /* char *: a term, or a title, for each line of the choice */
  gboolean    filling;
};

G_DEFINE_FINAL_TYPE (MlgAcrossView, mlg_across_view, GTK_TYPE_BOX)

enum { GO_TO, REPORT, TOAST, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgAcrossView *self)
{
  return mlg_focus_get_project (self->focus);
}

static gboolean
is_projected (MlgAcrossView *self)
{
  return mlg_focus_is_projector (self->focus);
}

/* ---- walking the sections of every monograph */

typedef void (*SectionFunc) (MlgAcrossView *self, MlgRecord *monograph, MlgRecord *section, gpointer data);

static gboolean
collect_id (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

static void
foreach_section (MlgAcrossView *self,
                 SectionFunc    func,
                 gpointer       data)
{
  const MlgEntity *entity = mlg_schema_find ("monograph");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  mlg_store_foreach (mlg_project_get_store (get_project (self)), entity, collect_id, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(MlgRecord) monograph = mlg_project_get_record (get_project (self), entity, &g_array_index (ids, MlgId, i));
      g_autoptr(GPtrArray) sections = NULL;

      if (monograph == NULL)
        continue;
      sections = mlg_monograph_dup_sections (get_project (self), mlg_record_get_id (monograph));
      for (guint k = 0; k < sections->len; k++)
        func (self, monograph, g_ptr_array_index (sections, k), data);
    }
}

static char *
dup_title (MlgRecord *record)
{
  g_autofree char *title = mlg_record_dup_title (record);

  return mlg_typeset (title != NULL ? title : "");
}

static char *
dup_question (MlgAcrossView *self,
              MlgRecord     *section)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (section), "question");
  const char *question = mlg_record_get (section, field);
  const char *title = mlg_record_get_named (section, "title");
  g_autofree char *words = question != NULL ? mlg_project_display (get_project (self), field, question) : g_strdup (title != NULL ? title : "");

  return mlg_typeset (words);
}

/* ---- pieces */

static void
go_to_cb (MlgAcrossView *self,
          GtkWidget     *button)
{
  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (button), "mlg-section"));
}

/* A line that leads to a section. */
static GtkWidget *
new_leading (MlgAcrossView *self,
             GtkWidget     *child,
             MlgRecord     *section)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "leads");
  gtk_widget_set_tooltip_text (button, _("Go there in the text"));
  g_object_set_data_full (G_OBJECT (button), "mlg-section", mlg_id_dup_text (mlg_record_get_id (section)), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (go_to_cb), self);
  return button;
}

static GtkWidget *
begin (MlgAcrossView  *self,
       GtkOrientation  orientation,
       int             spacing)
{
  self->place = gtk_box_new (orientation, spacing);
  gtk_widget_add_css_class (self->place, "paper");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->place);
  return self->place;
}

static void
say (MlgAcrossView *self,
     const char    *words)
{
  gtk_box_append (GTK_BOX (self->place), mlg_label_new (words, "dim", -1));
}

/* ---- answers side by side */

static const char *
get_chosen (MlgAcrossView *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  return i < self->choices->len ? g_ptr_array_index (self->choices, i) : NULL;
}

/* A guiding question, or the title of a section of one's own. */
static gboolean
is_asked (MlgRecord  *section,
          const char *asked)
{
  const char *question = mlg_record_get_named (section, "question");

  return asked != NULL && (g_strcmp0 (question, asked) == 0 ||
                           (question == NULL && g_strcmp0 (mlg_record_get_named (section, "title"), asked) == 0));
}

static void
add_answer (MlgAcrossView *self,
            MlgRecord     *monograph,
            MlgRecord     *section,
            gpointer       data)
{
  g_autofree char *title = NULL;
  g_autoptr(MlgRichText) text = NULL;
  GtkWidget *column, *view;
  gboolean follows;

  if (!is_asked (section, data))
    return;

  title = dup_title (monograph);
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_size_request (column, COLUMN, -1);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), new_leading (self, mlg_label_new (title, "plan-part", -1), section));
  if (mlg_monograph_is_answered (section))
    {
      text = mlg_section_text_read (get_project (self), mlg_record_get_named (section, "body"), is_projected (self), &follows);
      view = mlg_rich_view_new (NULL);
      mlg_rich_view_set_text (MLG_RICH_VIEW (view), text);
      gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
      gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
      gtk_widget_add_css_class (view, "answer");
      gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      gtk_box_append (GTK_BOX (column), view);
    }
  else
    gtk_box_append (GTK_BOX (column), mlg_label_new (_("to complete"), "dim", -1));
  gtk_box_append (GTK_BOX (self->place), column);
}

static void
show_answers (MlgAcrossView *self)
{
  begin (self, GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (GTK_BOX (self->place), TRUE);
  foreach_section (self, add_answer, (gpointer) get_chosen (self));
  if (gtk_widget_get_first_child (self->place) == NULL)
    say (self, _("No monograph asks this question."));
}

/* ---- search */

typedef struct
{
  char  *needle;       /* folded */
  guint  n;
} Hits;

/* « …deux habitants bénévoles, Brigitte… » */
static char *
dup_excerpt (const char *plain,
             const char *needle)
{
  g_autofree char *folded = mlg_fold (plain);
  const char *found = strstr (folded, needle);
  glong length = g_utf8_strlen (plain, -1);
  glong whole = MAX (g_utf8_strlen (folded, -1), 1);
  glong at = found != NULL ? g_utf8_pointer_to_offset (folded, found) * length / whole : 0;
  glong from = MAX (at - AROUND, 0), to = MIN (at + AROUND + g_utf8_strlen (needle, -1), length);
  g_autofree char *part = g_utf8_substring (plain, from, to);

  g_strdelimit (part, "\n", ' ');
  return g_strdup_printf ("%s%s%s", from > 0 ? "…" : "", part, to < length ? "…" : "");
}

static void
add_hit (MlgAcrossView *self,
         MlgRecord     *monograph,
         MlgRecord     *section,
         gpointer       data)
{
  Hits *hits = data;
  gboolean follows;
  g_autoptr(MlgRichText) text = mlg_section_text_read (get_project (self), mlg_record_get_named (section, "body"), is_projected (self), &follows);
  g_autofree char *plain = mlg_rich_text_to_plain (text);
  g_autofree char *folded = mlg_fold (plain);
  g_autofree char *excerpt = NULL;
  g_autofree char *where = NULL;
  g_autofree char *title = NULL;
  g_autofree char *question = NULL;
  GtkWidget *box;

  if (strstr (folded, hits->needle) == NULL || hits->n++ >= MAX_HITS)
    return;

  excerpt = dup_excerpt (plain, hits->needle);
  title = dup_title (monograph);
  question = dup_question (self, section);
  where = g_strdup_printf ("%s — %s", title, question);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), mlg_label_new (excerpt, NULL, -1));
  gtk_box_append (GTK_BOX (box), mlg_label_new (where, "dim", -1));
  gtk_box_append (GTK_BOX (self->place), new_leading (self, box, section));
}

static void
show_hits (MlgAcrossView *self)
{
  Hits hits = { mlg_fold (gtk_editable_get_text (GTK_EDITABLE (self->search))), 0 };
  g_autofree char *needle = hits.needle;

  begin (self, GTK_ORIENTATION_VERTICAL, 6);
  if (*needle == '\0')
    {
      say (self, _("Words searched in all the texts, whatever their accents and their case."));
      return;
    }
  foreach_section (self, add_hit, &hits);
  if (hits.n == 0)
    say (self, _("Not found"));
}

/* ---- what was said, by theme */

/* Those of its initiative and of its structure. A set of char *. */
static GHashTable *
get_themes (MlgAcrossView *self,
            MlgRecord     *verbatim)
{
  static const struct { const char *field, *entity; } ways[] = { { "initiative", "initiative" }, { "structure", "actor" } };
  GHashTable *themes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const char *id_text = mlg_record_get_named (verbatim, ways[i].field);
      g_autoptr(MlgRecord) record = NULL;
      g_auto(GStrv) of_record = NULL;
      MlgId id;

      if (id_text != NULL && mlg_id_parse (id_text, &id))
        record = mlg_project_get_record (get_project (self), mlg_schema_find (ways[i].entity), &id);
      of_record = mlg_value_split (record != NULL ? mlg_record_get_named (record, "themes") : NULL);
      for (guint k = 0; of_record[k] != NULL; k++)
        g_hash_table_add (themes, g_strdup (of_record[k]));
    }
  return themes;
}

typedef void (*VerbatimFunc) (MlgAcrossView *self, MlgRecord *verbatim, GHashTable *themes, gpointer data);

static void
foreach_verbatim (MlgAcrossView *self,
                  VerbatimFunc   func,
                  gpointer       data)
{
  const MlgEntity *entity = mlg_schema_find ("verbatim");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  mlg_store_foreach (mlg_project_get_store (get_project (self)), entity, collect_id, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(MlgRecord) verbatim = mlg_project_get_record (get_project (self), entity, &g_array_index (ids, MlgId, i));
      g_autoptr(GHashTable) themes = verbatim != NULL ? get_themes (self, verbatim) : NULL;

      if (verbatim != NULL)
        func (self, verbatim, themes, data);
    }
}

static void
count_themes (MlgAcrossView *self,
              MlgRecord     *verbatim,
              GHashTable    *themes,
              gpointer       counts)
{
  GHashTableIter iter;
  gpointer theme;

  g_hash_table_iter_init (&iter, themes);
  while (g_hash_table_iter_next (&iter, &theme, NULL))
    g_hash_table_insert (counts, g_strdup (theme), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, theme)) + 1));
}

static void
add_quote (MlgAcrossView *self,
           MlgRecord     *verbatim,
           GHashTable    *themes,
           gpointer       theme)
{
  GtkWidget *card = theme != NULL && g_hash_table_contains (themes, theme) ? mlg_verbatim_card_new (self->focus, verbatim) : NULL;

  if (card != NULL)
    gtk_box_append (GTK_BOX (self->place), card);
}

static void
show_quotes (MlgAcrossView *self)
{
  begin (self, GTK_ORIENTATION_VERTICAL, 18);
  foreach_verbatim (self, add_quote, (gpointer) get_chosen (self));
  if (gtk_widget_get_first_child (self->place) == NULL)
    say (self, _("Nothing was said about this theme: a verbatim has the themes of its initiative and of its structure."));
}

/* ---- the interviews to come */

static void
add_interviews (MlgAcrossView *self,
                MlgRecord     *monograph,
                MlgRecord     *section,
                gpointer       data)
{
  MlgRecord **before = data;
  g_auto(GStrv) wanted = mlg_value_split (mlg_record_get_named (section, "to_complete"));
  g_autofree char *question = dup_question (self, section);
  gboolean unanswered = !mlg_monograph_is_answered (section) && mlg_record_get_named (section, "question") != NULL;

  if (wanted[0] == NULL && !unanswered)
    return;

  if (*before == NULL || !mlg_id_equal (mlg_record_get_id (*before), mlg_record_get_id (monograph)))
    {
      g_autofree char *title = dup_title (monograph);

      gtk_box_append (GTK_BOX (self->place), mlg_label_new (title, "plan-part", -1));
      g_set_object (before, monograph);
    }
  if (wanted[0] == NULL)
    gtk_box_append (GTK_BOX (self->place), new_leading (self, mlg_label_new (question, NULL, -1), section));
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *typeset = mlg_typeset (wanted[i]);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_box_append (GTK_BOX (box), mlg_label_new (typeset, NULL, -1));
      gtk_box_append (GTK_BOX (box), mlg_label_new (question, "dim", -1));
      gtk_box_append (GTK_BOX (self->place), new_leading (self, box, section));
    }
}

static void
show_interviews (MlgAcrossView *self)
{
  g_autoptr(MlgRecord) before = NULL;

  begin (self, GTK_ORIENTATION_VERTICAL, 6);
  foreach_section (self, add_interviews, &before);
  if (before == NULL)
    say (self, _("Every question has its answer."));
}

/* ---- one document of several */

static void
dossier_report_cb (MlgAcrossView *self,
                   const GError  *error)
{
  g_signal_emit (self, signals[REPORT], 0, error);
}

static void
dossier_toast_cb (MlgAcrossView *self,
                  const char    *words)
{
  g_signal_emit (self, signals[TOAST], 0, words);
}

static void
show_dossier (MlgAcrossView *self)
{
  GtkWidget *dossier = mlg_dossier_page_new (get_project (self));

  begin (self, GTK_ORIENTATION_VERTICAL, 12);
  g_signal_connect_swapped (dossier, "report", G_CALLBACK (dossier_report_cb), self);
  g_signal_connect_swapped (dossier, "toast", G_CALLBACK (dossier_toast_cb), self);
  gtk_box_append (GTK_BOX (self->place), dossier);
}

/* ---- choosing */

static void
add_choice (MlgAcrossView *self,
            GtkStringList *names,
            const char    *id,
            const char    *label,
            guint          n)
{
  g_autofree char *typeset = mlg_typeset (label);
  g_autofree char *counted = n > 0 ? g_strdup_printf ("%s (%u)", typeset, n) : g_strdup (typeset);

  gtk_string_list_append (names, counted);
  g_ptr_array_add (self->choices, g_strdup (id));
}

/* A set of char *: what sections of one's own are called. */
static void
collect_title (MlgAcrossView *self,
               MlgRecord     *monograph,
               MlgRecord     *section,
               gpointer       titles)
{
  const char *title = mlg_record_get_named (section, "title");

  if (title != NULL && mlg_record_get_named (section, "question") == NULL)
    g_hash_table_add (titles, g_strdup (title));
}

/* The guiding questions, then the sections of one's own. */
static void
list_questions (MlgAcrossView *self,
                GtkStringList *names)
{
  const MlgVocabulary *list = mlg_vocabulary_find ("monograph_question");
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GList) sorted = NULL;

  for (guint i = 0; list != NULL && i < list->n_terms; i++)
    add_choice (self, names, list->terms[i].id, list->terms[i].ui_label, 0);
  foreach_section (self, collect_title, titles);
  sorted = g_list_sort (g_hash_table_get_keys (titles), (GCompareFunc) g_utf8_collate);
  for (GList *it = sorted; it != NULL; it = it->next)
    add_choice (self, names, it->data, it->data, 0);
}

/* Those something was said about, in the order of the list, and how often. */
static void
list_themes (MlgAcrossView *self,
             GtkStringList *names)
{
  const MlgVocabulary *list = mlg_vocabulary_find ("theme");
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer theme, n;

  foreach_verbatim (self, count_themes, counts);
  for (guint i = 0; list != NULL && i < list->n_terms; i++)
    if (g_hash_table_lookup_extended (counts, list->terms[i].id, NULL, &n))
      {
        add_choice (self, names, list->terms[i].id, list->terms[i].ui_label, GPOINTER_TO_UINT (n));
        g_hash_table_remove (counts, list->terms[i].id);
      }
  g_hash_table_iter_init (&iter, counts);       /* words of the file's own */
  while (g_hash_table_iter_next (&iter, &theme, &n))
    add_choice (self, names, theme, theme, GPOINTER_TO_UINT (n));
}

static void
fill_choice (MlgAcrossView *self,
             guint          page)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_ptr_array_set_size (self->choices, 0);
  if (page == ANSWERS)
    list_questions (self, names);
  else
    list_themes (self, names);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (names));
  self->filling = FALSE;
}

void
mlg_across_view_refresh (MlgAcrossView *self)
{
  g_return_if_fail (MLG_IS_ACROSS_VIEW (self));

  /* Out of sight, nothing is read: it is when it comes into sight. */
  if (self->filling || self->focus == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (self)))
    return;

  switch (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->page)))
    {
    case ANSWERS:    show_answers (self); break;
    case SEARCH:     show_hits (self); break;
    case QUOTES:     show_quotes (self); break;
    case INTERVIEWS: show_interviews (self); break;
    default:         break;      /* what is ticked stays */
    }
}

static void
page_cb (MlgAcrossView *self)
{
  guint page = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->page));

  if (page == ANSWERS || page == QUOTES)
    fill_choice (self, page);
  gtk_widget_set_visible (self->choice, (page == ANSWERS || page == QUOTES) && self->choices->len > 0);
  gtk_widget_set_visible (self->search, page == SEARCH);
  if (page == DOSSIER)
    show_dossier (self);
  mlg_across_view_refresh (self);
  if (page == SEARCH)
    gtk_widget_grab_focus (self->search);
}

/* ---- life */

static void
mlg_across_view_dispose (GObject *object)
{
  g_clear_object (&MLG_ACROSS_VIEW (object)->focus);

  G_OBJECT_CLASS (mlg_across_view_parent_class)->dispose (object);
}

static void
mlg_across_view_finalize (GObject *object)
{
  g_ptr_array_unref (MLG_ACROSS_VIEW (object)->choices);

  G_OBJECT_CLASS (mlg_across_view_parent_class)->finalize (object);
}

static void
mlg_across_view_class_init (MlgAcrossViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_across_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_across_view_finalize;

  signals[GO_TO] = g_signal_new ("go-to", MLG_TYPE_ACROSS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REPORT] = g_signal_new ("report", MLG_TYPE_ACROSS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[TOAST] = g_signal_new ("toast", MLG_TYPE_ACROSS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mlg_across_view_init (MlgAcrossView *self)
{
  const char *const pages[N_PAGES + 1] = { _("One question, every answer"), _("Search in the texts"), _("What was said, by theme"), _("Next interviews"), _("Thematic file"), NULL };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->page = gtk_drop_down_new_from_strings (pages);
  self->choice = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->search = gtk_search_entry_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_hexpand (self->choice, TRUE);
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What to read across"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Question or theme"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in the texts"), -1);
  gtk_widget_add_css_class (head, "bar");
  gtk_widget_set_layout_manager (head, mlg_wrap_layout_new (12));
  mlg_drop_down_shorten (GTK_DROP_DOWN (self->choice), -1, -1);
  gtk_box_append (GTK_BOX (head), self->page);
  gtk_box_append (GTK_BOX (head), self->choice);
  gtk_box_append (GTK_BOX (head), self->search);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->scroller);
  g_signal_connect_swapped (self->page, "notify::selected", G_CALLBACK (page_cb), self);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (mlg_across_view_refresh), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (mlg_across_view_refresh), self);
}

void
mlg_across_view_set_focus (MlgAcrossView *self,
                           MlgFocus      *focus)
{
  g_return_if_fail (MLG_IS_ACROSS_VIEW (self));
  g_return_if_fail (self->focus == NULL);

  self->focus = g_object_ref (focus);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (mlg_across_view_refresh), self, G_CONNECT_SWAPPED);
  page_cb (self);
}
