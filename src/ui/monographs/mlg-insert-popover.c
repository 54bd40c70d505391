/* « Insérer »: what the file has that a text may show or cite. */

#include "ui/monographs/mlg-insert-popover.h"

#include "exchange/mlg-project-live.h"
#include "model/mlg-text.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-section-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROWS 60

struct _MlgInsertPopover
{
  GtkPopover  parent_instance;

  GtkWidget  *stack;
  GtkWidget  *title;
  GtkWidget  *search;
  GtkWidget  *rows;
  GtkWidget  *line_title;
  GtkWidget  *line;          /* of a note or an address */

  MlgFocus   *focus;
  MlgRecord  *monograph;
  MlgInsertKind kind;
};

G_DEFINE_FINAL_TYPE (MlgInsertPopover, mlg_insert_popover, GTK_TYPE_POPOVER)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const struct
{
  MlgInsertKind kind;
  const char   *label, *explanation;
} kinds[] = {
  { MLG_INSERT_FIGURE,   N_("A figure of the file"),       N_("Map, partnerships, stakeholders, ring, timeline: they follow the file") },
  { MLG_INSERT_PHOTO,    N_("A photograph…"),              N_("From the disk; it is kept in the file") },
  { MLG_INSERT_VERBATIM, N_("A verbatim"),                 N_("Somebody’s words, as a quotation") },
  { MLG_INSERT_SOURCE,   N_("A source, as a note"),        N_("Numbered at the foot of the page") },
  { MLG_INSERT_DATA,     N_("A remarkable datum"),         N_("Its figures, and its source as a note") },
  { MLG_INSERT_NOTE,     N_("A note"),                     N_("At the foot of the page") },
  { MLG_INSERT_LINK,     N_("A link"),                     N_("The chosen words lead to an address") },
  { MLG_INSERT_RECORD,   N_("The name of a record"),       N_("It follows when the record changes its name") },
};

static MlgProject *
get_project (MlgInsertPopover *self)
{
  return mlg_focus_get_project (self->focus);
}

static void
choose (MlgInsertPopover *self,
        MlgInsertKind     kind,
        const char       *what)
{
  g_autofree char *kept = g_strdup (what);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, kind, kept);
}

/* ---- rows */

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  g_autofree char *typeset = mlg_typeset (text);
  GtkWidget *label = gtk_label_new (typeset);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static gboolean
is_wanted (MlgInsertPopover *self,
           const char       *words,
           const char       *foot)
{
  g_autofree char *needle = mlg_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autofree char *all = g_strconcat (words, " ", foot, NULL);
  g_autofree char *folded = mlg_fold (all);

  return strstr (folded, needle) != NULL;
}

static guint
count_rows (MlgInsertPopover *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static void
add_row (MlgInsertPopover *self,
         MlgInsertKind     kind,
         const char       *what,
         const char       *words,
         const char       *foot)
{
  GtkWidget *box, *row;

  if (!is_wanted (self, words, foot != NULL ? foot : "") || count_rows (self) >= MAX_ROWS)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  row = gtk_list_box_row_new ();
  gtk_box_append (GTK_BOX (box), new_label (words, NULL));
  if (foot != NULL && *foot != '\0')
    gtk_box_append (GTK_BOX (box), new_label (foot, "dim"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "mlg-what", g_strdup (what), g_free);
  g_object_set_data (G_OBJECT (row), "mlg-kind", GINT_TO_POINTER (kind));
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
}

static void
add_figures (MlgInsertPopover *self)
{
  const MlgId *id = mlg_record_get_id (self->monograph);
  g_auto(GStrv) addresses = mlg_project_live_suggest (get_project (self), id);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autoptr(MlgLive) live = mlg_project_live_new (get_project (self), id, addresses[i], MLG_LIVE_FOR_GROUP);

      if (live != NULL && live->problem == NULL)
        add_row (self, MLG_INSERT_FIGURE, addresses[i], mlg_live_kind_get_label (live->kind), live->caption);
    }
}

static void
add_verbatims (MlgInsertPopover *self)
{
  const MlgField *consent = mlg_entity_find_field (mlg_schema_find ("verbatim"), "consent");
  g_autoptr(GPtrArray) verbatims = mlg_monograph_dup_verbatims (get_project (self), self->monograph);

  for (guint i = 0; i < verbatims->len; i++)
    {
      MlgRecord *verbatim = g_ptr_array_index (verbatims, i);
      const char *value = mlg_record_get (verbatim, consent);
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));
      g_autofree char *who = mlg_verbatim_describe (get_project (self), verbatim, FALSE);
      g_autofree char *agreed = value != NULL ? mlg_project_display (get_project (self), consent, value) : g_strdup (_("Consent not stated"));
      g_autofree char *foot = g_strdup_printf ("%s · %s", who, agreed);

      add_row (self, MLG_INSERT_VERBATIM, id, mlg_record_get_named (verbatim, "text"), foot);
    }
}

typedef struct
{
  MlgInsertPopover *self;
  const MlgEntity  *entity;
  const char       *about;        /* ids the monograph names, joined */
  gboolean          near_first;
} Walk;

static gboolean
add_source_cb (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  Walk *walk = data;
  const char *target = values[mlg_entity_find_field (walk->entity, "target")->index];
  const char *about = target != NULL ? strchr (target, ':') : NULL;
  gboolean near = about != NULL && strstr (walk->about, about + 1) != NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *address = mlg_record_address_new ("source_link", mlg_id_write (id, text));
  g_autofree char *note = near == walk->near_first ? mlg_project_source_note (get_project (walk->self), address) : NULL;

  if (note != NULL && *note != '\0')
    add_row (walk->self, MLG_INSERT_SOURCE, address, note, near ? _("About what this monograph tells") : NULL);
  return TRUE;
}

static gboolean
add_document_cb (const MlgId       *id,
                 const char *const *values,
                 gpointer           data)
{
  Walk *walk = data;
  const char *title = values[mlg_entity_find_field (walk->entity, "title")->index];
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (title != NULL)
    add_row (walk->self, MLG_INSERT_DOCUMENT, mlg_id_write (id, text), title, _("Document"));
  return TRUE;
}

static gboolean
add_data_cb (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Walk *walk = data;
  const char *title = values[mlg_entity_find_field (walk->entity, "title")->index];
  const char *body = values[mlg_entity_find_field (walk->entity, "body")->index];
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (title != NULL)
    add_row (walk->self, MLG_INSERT_DATA, mlg_id_write (id, text), title, body);
  return TRUE;
}

/* The ids of the monograph, of its sections and of what it names. */
static char *
dup_about (MlgInsertPopover *self)
{
  g_autoptr(GPtrArray) sections = mlg_monograph_dup_sections (get_project (self), mlg_record_get_id (self->monograph));
  static const char *const fields[] = { "initiative", "actors", "territories" };
  GString *about = g_string_new (NULL);
  char text[MLG_ID_TEXT_LENGTH + 1];

  g_string_append (about, mlg_id_write (mlg_record_get_id (self->monograph), text));
  for (guint i = 0; i < sections->len; i++)
    g_string_append_printf (about, " %s", mlg_id_write (mlg_record_get_id (g_ptr_array_index (sections, i)), text));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (about, " %s", mlg_record_get_named (self->monograph, fields[i]) != NULL
                                            ? mlg_record_get_named (self->monograph, fields[i]) : "");
  return g_string_free (about, FALSE);
}

static void
walk (MlgInsertPopover *self,
      const char       *entity,
      MlgRowFunc        func,
      const char       *about,
      gboolean          near_first)
{
  Walk walk = { self, mlg_schema_find (entity), about, near_first };

  mlg_store_foreach (mlg_project_get_store (get_project (self)), walk.entity, func, &walk, NULL);
}

static void
add_sources (MlgInsertPopover *self)
{
  g_autofree char *about = dup_about (self);

  walk (self, "source_link", add_source_cb, about, TRUE);
  walk (self, "document", add_document_cb, about, TRUE);
  walk (self, "source_link", add_source_cb, about, FALSE);
}

static void
add_records (MlgInsertPopover *self)
{
  static const char *const named[] = { "actor", "person", "initiative", "network", "territory", "document", "monograph", NULL };
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr(GPtrArray) records = mlg_project_search (get_project (self), NULL, text, MAX_ROWS);

  for (guint i = 0; i < records->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (records, i);
      const MlgEntity *entity = mlg_record_get_entity (record);
      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (record));
      g_autofree char *address = mlg_record_address_new (entity->name, id);

      if (g_strv_contains (named, entity->name) && title != NULL)
        add_row (self, MLG_INSERT_RECORD, address, title, _(entity->label));
    }
}

static void
fill (MlgInsertPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), child);

  switch (self->kind)
    {
    case MLG_INSERT_FIGURE:   add_figures (self); break;
    case MLG_INSERT_VERBATIM: add_verbatims (self); break;
    case MLG_INSERT_SOURCE:   add_sources (self); break;
    case MLG_INSERT_DATA:     walk (self, "data_item", add_data_cb, NULL, FALSE); break;
    case MLG_INSERT_RECORD:   add_records (self); break;
    default: break;
    }

  if (gtk_widget_get_first_child (self->rows) == NULL)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                                  new_label (self->kind == MLG_INSERT_RECORD ? _("Type the beginning of a name.") : _("Nothing in the file for this."), "dim"));
      gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
    }
}

/* ---- pages */

static void
show_line (MlgInsertPopover *self,
           const char       *title)
{
  const char *hint = self->kind == MLG_INSERT_NOTE ? _("Text of the note, then Enter") : _("Address, then Enter (empty: no link)");

  gtk_label_set_text (GTK_LABEL (self->line_title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->line), "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->line), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->kind == MLG_INSERT_NOTE ? _("Text of the note") : _("Address of the link"), -1);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "line");
  gtk_widget_grab_focus (self->line);
}

static void
line_activated_cb (MlgInsertPopover *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->line))));

  /* « www.exemple.fr » is what people paste. */
  if (self->kind == MLG_INSERT_LINK && *words != '\0' && g_uri_peek_scheme (words) == NULL)
    {
      char *whole = g_strconcat ("https://", words, NULL);

      g_free (words);
      words = whole;
    }
  if (self->kind == MLG_INSERT_LINK || *words != '\0')
    choose (self, self->kind, words);
}

static void
show_page (MlgInsertPopover *self,
           guint             i)
{
  if (kinds[i].kind == MLG_INSERT_PHOTO)
    {
      choose (self, MLG_INSERT_PHOTO, "");
      return;
    }

  self->kind = kinds[i].kind;
  if (self->kind == MLG_INSERT_NOTE || self->kind == MLG_INSERT_LINK)
    {
      show_line (self, _(kinds[i].label));
      return;
    }

  gtk_label_set_text (GTK_LABEL (self->title), _(kinds[i].label));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "rows");
  gtk_widget_grab_focus (self->search);
}

static void
kind_activated_cb (MlgInsertPopover *self,
                   GtkListBoxRow    *row)
{
  show_page (self, gtk_list_box_row_get_index (row));
}

static void
row_activated_cb (MlgInsertPopover *self,
                  GtkListBoxRow    *row)
{
  choose (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "mlg-kind")), g_object_get_data (G_OBJECT (row), "mlg-what"));
}

/* Enter takes the first. */
static void
search_activated_cb (MlgInsertPopover *self)
{
  GtkWidget *first = gtk_widget_get_first_child (self->rows);

  if (first != NULL && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (first)))
    row_activated_cb (self, GTK_LIST_BOX_ROW (first));
}

static void
back_cb (MlgInsertPopover *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "kinds");
}

static GtkWidget *
new_kinds (MlgInsertPopover *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What to insert"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_box_append (GTK_BOX (box), new_label (_(kinds[i].label), NULL));
      gtk_box_append (GTK_BOX (box), new_label (_(kinds[i].explanation), "dim"));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_widget_add_css_class (row, "choice");
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kinds[i].label), -1);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (kind_activated_cb), self);
  return list;
}

static GtkWidget *
new_line (MlgInsertPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_with_label (_("Back"));

  self->line_title = gtk_label_new (NULL);
  self->line = gtk_entry_new ();
  gtk_widget_add_css_class (self->line_title, "section");
  gtk_widget_add_css_class (back, "flat");
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->line, "activate", G_CALLBACK (line_activated_cb), self);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), self->line_title);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->line);
  return box;
}

static GtkWidget *
new_rows (MlgInsertPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_with_label (_("Back"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->title = gtk_label_new (NULL);
  self->search = gtk_search_entry_new ();
  self->rows = gtk_list_box_new ();
  gtk_widget_add_css_class (self->title, "section");
  gtk_widget_add_css_class (back, "flat");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be inserted"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search what to insert"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 340);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);

  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

/* ---- life */

static void
mlg_insert_popover_dispose (GObject *object)
{
  MlgInsertPopover *self = MLG_INSERT_POPOVER (object);

  g_clear_object (&self->focus);
  g_clear_object (&self->monograph);

  G_OBJECT_CLASS (mlg_insert_popover_parent_class)->dispose (object);
}

static void
mlg_insert_popover_class_init (MlgInsertPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_insert_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_INSERT_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
mlg_insert_popover_init (MlgInsertPopover *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_size_request (self->stack, 440, -1);
  gtk_stack_add_named (GTK_STACK (self->stack), new_kinds (self), "kinds");
  gtk_stack_add_named (GTK_STACK (self->stack), new_rows (self), "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), new_line (self), "line");
  gtk_popover_set_child (GTK_POPOVER (self), self->stack);
  g_signal_connect (self, "show", G_CALLBACK (back_cb), NULL);
}

GtkWidget *
mlg_insert_popover_new (void)
{
  return g_object_new (MLG_TYPE_INSERT_POPOVER, NULL);
}

void
mlg_insert_popover_set_focus (MlgInsertPopover *self,
                              MlgFocus         *focus)
{
  g_return_if_fail (MLG_IS_INSERT_POPOVER (self));

  g_set_object (&self->focus, focus);
}

void
mlg_insert_popover_set_monograph (MlgInsertPopover *self,
                                  MlgRecord        *monograph)
{
  g_return_if_fail (MLG_IS_INSERT_POPOVER (self));

  g_set_object (&self->monograph, monograph);
}
