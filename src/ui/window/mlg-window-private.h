/* The window's parts, for its own files. */

#pragma once

#include "ui/window/mlg-window.h"

#include "ui/window/mlg-banner.h"
#include "ui/window/mlg-filter-bar.h"
#include "ui/window/mlg-finder.h"
#include "ui/window/mlg-sidebar.h"
#include "ui/window/mlg-start-page.h"
#include "ui/window/mlg-toast.h"

G_BEGIN_DECLS

struct _MlgWindow
{
  GtkApplicationWindow  parent_instance;

  /* Template */
  GtkWidget            *title;
  GtkWidget            *state;
  MlgFinder            *finder;
  GtkWidget            *undo;
  GtkWidget            *redo;
  GtkMenuButton        *menu;
  GMenu                *recent_menu;
  MlgBanner            *banner;
  MlgToast             *toast;
  GtkStack             *pages;
  MlgStartPage         *start;
  GtkLabel             *opening_words;
  GtkProgressBar       *opening_bar;
  MlgSidebar           *sidebar;
  MlgFilterBar         *filter_bar;
  GtkStack             *views;
  GtkWidget            *sheet;
  GtkBox               *sheet_box;
  GtkLabel             *sheet_words;
  GtkWidget            *projector_line;
  GtkWidget            *black;

  /* Owned */
  MlgProject           *project;
  GCancellable         *opening;        /* a large file, in a thread; NULL: none */
  guint                 opening_pulse;
  char                 *opening_path;   /* canonical; NULL: none */
  GCancellable         *siblings;       /* looking for copies beside the file */
  GFileMonitor         *folder_monitor;
  guint                 siblings_timer;
  MlgFocus             *focus;
  char                 *screen;
  GHashTable           *shown;          /* names of the screens that exist in views */
  guint                 projector_size; /* pixels of the body text */
  gboolean              sheet_wanted;
  gboolean              sidebar_chosen; /* folded or not by the user, no longer by the width */
  gboolean              sheet_before_projector;
  int                   width;
  gboolean              narrow;         /* too narrow for its text: the sidebar folds by itself */
};

/* mlg-window-actions.c */
void mlg_window_add_actions    (MlgWindow      *self);
/* What can be done follows from the file: called when another one is opened. */
void mlg_window_update_actions (MlgWindow      *self);

/* mlg-window-lists.c: "win.import-path", "win.import-text" (what was copied), "win.export-list", files dropped
 * on the window. */
void mlg_window_add_lists      (MlgWindow      *self);

/* mlg-window-siblings.c: copies left beside the file; until another is opened, or none. */
void mlg_window_watch_siblings (MlgWindow      *self);
void mlg_window_stop_watching  (MlgWindow      *self);

/* mlg-window-file.c */
void mlg_window_take_project   (MlgWindow      *self,
                                MlgProject     *project);
void mlg_window_drop_project   (MlgWindow      *self);
/* The large file on its way, if any, is not waited for. */
void mlg_window_stop_opening   (MlgWindow      *self);
void mlg_window_show_state     (MlgWindow      *self);

/* mlg-window.c */
void mlg_window_set_alone      (MlgWindow      *self,
                                gboolean        alone);
void mlg_window_update_sheet   (MlgWindow      *self);
void mlg_window_remove_views   (MlgWindow      *self);
void mlg_window_set_projector  (MlgWindow      *self,
                                gboolean        projector);
void mlg_window_show_projector_line (MlgWindow *self);
void mlg_window_scale          (MlgWindow      *self,
                                int             step);

G_END_DECLS
