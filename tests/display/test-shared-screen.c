/* While the screen is shared nothing personal nor confidential is drawn, on any screen: every text that
 * Pango lays out in this process is looked at, whether a label, a cell, a map or a graph asks for it.
 */

#include "project-fixture.h"

#include <dlfcn.h>
#include <gtk/gtk.h>

#include "../property/markers.h"
#include "ui/window/mlg-sidebar.h"
#include "ui/window/mlg-theme.h"
#include "ui/window/mlg-window.h"

static GArray *markers;           /* Marker */
static GString *drawn;            /* what was laid out since the screen is shared */
static const char *where = "";
static GHashTable *leaks;         /* "where: entity.field" */

/* ---- every text that is drawn */

static void
note_text (const char *text,
           int         length)
{
  if (drawn == NULL || text == NULL)
    return;
  g_string_append_len (drawn, text, length);
  g_string_append_c (drawn, '\n');
}

void
pango_layout_set_text (PangoLayout *layout,
                       const char  *text,
                       int          length)
{
  static void (*real) (PangoLayout *, const char *, int);

  if (real == NULL)
    real = (void (*) (PangoLayout *, const char *, int)) dlsym (RTLD_NEXT, "pango_layout_set_text");
  note_text (text, length);
  real (layout, text, length);
}

void
pango_layout_set_markup (PangoLayout *layout,
                         const char  *text,
                         int          length)
{
  static void (*real) (PangoLayout *, const char *, int);

  if (real == NULL)
    real = (void (*) (PangoLayout *, const char *, int)) dlsym (RTLD_NEXT, "pango_layout_set_markup");
  note_text (text, length);
  real (layout, text, length);
}

/* What a pointer or a screen reader would be told. */
static void
note_widgets (GtkWidget *widget)
{
  note_text (gtk_widget_get_tooltip_text (widget), -1);
  if (gtk_widget_get_child_visible (widget) && gtk_widget_get_mapped (widget))
    {
      if (GTK_IS_LABEL (widget))
        note_text (gtk_label_get_text (GTK_LABEL (widget)), -1);
      else if (GTK_IS_EDITABLE (widget))
        note_text (gtk_editable_get_text (GTK_EDITABLE (widget)), -1);
      else if (GTK_IS_INSCRIPTION (widget))
        note_text (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    note_widgets (child);
}

static gboolean
may_be_shown (const Marker *marker)
{
  return marker->field == NULL || (marker->partners && !(marker->field->flags & MLG_FIELD_PERSONAL));
}

static void
look (GtkWidget *window)
{
  const Marker *found;

  note_widgets (window);
  /* Several of a place are listed at once. */
  for (guint i = 0; i < markers->len; i++)
    {
      found = &g_array_index (markers, Marker, i);
      if (!may_be_shown (found) && strstr (drawn->str, found->text) != NULL)
        g_hash_table_add (leaks, g_strdup_printf ("%s: %s.%s%s", where, found->entity->name, found->field->name,
                                                  found->partners ? "" : found->field->flags & MLG_FIELD_SENSITIVE ? " (sensitive)" : " (confidential record)"));
    }
  g_string_truncate (drawn, 0);
}

/* ---- going about */

static gboolean
ring_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What threads and frames bring comes within this time; what would come later was not asked for. */
static void
wait_a_little (void)
{
  gboolean rung = FALSE;

  g_timeout_add (120, ring_cb, &rung);
  while (!rung)
    g_main_context_iteration (NULL, TRUE);
}

static void
select_records (MlgWindow  *window,
                const char *screen)
{
  MlgFocus *focus = mlg_window_get_focus (window);

  for (guint i = 0; i < markers->len; i++)
    {
      const Marker *marker = &g_array_index (markers, Marker, i);

      if (marker->field != NULL || !g_str_equal (marker->entity->name, screen))
        continue;
      mlg_focus_select (focus, marker->entity, &marker->record);
      wait_a_little ();
      look (GTK_WIDGET (window));
    }
  mlg_focus_select (focus, NULL, NULL);
}

/* Into every entry of the screen, the beginning of all that is marked: what completes it is looked at. */
static void
type_into (GtkWidget *widget,
           GtkWidget *window)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    type_into (child, window);

  if (!(GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget)) || !gtk_widget_get_mapped (widget) ||
      !gtk_editable_get_editable (GTK_EDITABLE (widget)))
    return;

  gtk_widget_grab_focus (widget);
  gtk_editable_set_text (GTK_EDITABLE (widget), "zq0");
  wait_a_little ();
  look (window);
  gtk_editable_set_text (GTK_EDITABLE (widget), "");
  wait_a_little ();
}

static void
visit (MlgWindow  *window,
       const char *screen)
{
  where = screen;
  g_string_truncate (drawn, 0);
  mlg_window_show_screen (window, screen);
  wait_a_little ();
  look (GTK_WIDGET (window));
  if (g_str_equal (screen, "directory") || g_str_equal (screen, "partnerships") || g_str_equal (screen, "map") ||
      g_str_equal (screen, "person") || g_str_equal (screen, "resource") || g_str_equal (screen, "involvement"))
    type_into (GTK_WIDGET (window), GTK_WIDGET (window));
  select_records (window, screen);
}

/* What is typed in front of a room finds nobody who is not to be seen. */
static void
check_search (MlgProject *project)
{
  for (guint i = 0; i < markers->len; i++)
    {
      const Marker *marker = &g_array_index (markers, Marker, i);
      g_autoptr(GPtrArray) found = may_be_shown (marker) ? NULL : mlg_project_search_text (project, marker->text, 5);

      for (guint r = 0; found != NULL && r < found->len; r++)
        {
          g_autofree char *title = mlg_project_dup_title (project, mlg_record_get_entity (found->pdata[r]), mlg_record_get_id (found->pdata[r]));

          g_assert_null (strstr (title, marker->text));
        }
    }
}

static void
test_nothing_personal_is_drawn (void)
{
  static const char *const own_screens[] = {
    "directory", "map", "partnerships", "monographs", "duplicates", "importing", "exporting", "share", "merge", "conflicts", "privacy",
  };
  g_autofree char *path = fixture_path ("salle.maillage");
  MlgProject *project = markers_make (path, &markers);
  MlgWindow *window;
  gboolean can_undo;
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);
  g_autoptr(GList) found = NULL;

  close_project (&project);
  leaks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  window = mlg_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (mlg_window_open (window, path));
  wait_a_little ();

  g_action_group_change_action_state (G_ACTION_GROUP (window), "projector", g_variant_new_boolean (TRUE));
  wait_a_little ();
  drawn = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (own_screens); i++)
    visit (window, own_screens[i]);
  for (guint i = 0; i < n_entities; i++)
    {
      if (entities[i]->stage != MLG_STAGE_INSIDE)
        visit (window, entities[i]->name);
    }

  check_search (mlg_focus_get_project (mlg_window_get_focus (window)));
  g_object_get (mlg_focus_get_project (mlg_window_get_focus (window)), "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);      /* looking wrote nothing */

  found = g_list_sort (g_hash_table_get_keys (leaks), (GCompareFunc) strcmp);
  for (GList *leak = found; leak != NULL; leak = leak->next)
    g_printerr ("drawn on %s\n", (char *) leak->data);
  g_assert_null (found);

  g_string_free (g_steal_pointer (&drawn), TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_a_little ();
  g_hash_table_unref (leaks);
  markers_free (markers);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  fixture_begin ();
  if (!gtk_init_check ())
    return 77;      /* no display */
  g_test_init (&argc, &argv, NULL);
  mlg_theme_start ("light");
  g_test_add_func ("/shared-screen/nothing-personal-is-drawn", test_nothing_personal_is_drawn);
  result = g_test_run ();
  fixture_end ();
  return result;
}
