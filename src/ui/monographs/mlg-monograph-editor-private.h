/* The inside of MlgMonographEditor, shared by the files that implement it:
 *
 *   mlg-monograph-editor.c   fields and sections, room for them
 *   mlg-monograph-beside.c   what stands beside the text: panel, search, what is inserted
 */

#pragma once

#include "ui/monographs/mlg-monograph-editor.h"
#include "ui/monographs/mlg-section-editor.h"

G_BEGIN_DECLS

struct _MlgMonographEditor
{
  GtkWidget    parent_instance;

  /* Template */
  GtkWidget   *content;
  GtkWidget   *text_side;
  GtkWidget   *format;
  GtkWidget   *words;
  GtkWidget   *scroller;
  GtkWidget   *title_place;
  GtkWidget   *details;
  GtkWidget   *roles;
  GtkWidget   *roles_box;
  GtkWidget   *sections;
  GtkWidget   *spelling;
  GtkWidget   *find;
  GtkWidget   *insert_popover;
  GtkWidget   *compared;
  GtkWidget   *panel_line;
  GtkWidget   *panel;
  GtkWidget   *panel_button;
  GtkWidget   *alone_button;
  GtkWidget   *insert_button;
  GtkWidget   *optional;
  GtkWidget   *line;
  GtkWidget   *preview;
  GtkWidget   *preview_button;
  GMenu       *optional_menu;

  GtkWidget   *title_words;    /* whole, on as many lines as it takes: what a wall shows */

  MlgFocus    *focus;
  MlgRecord   *monograph;
  GPtrArray   *fields;         /* MlgFieldEditor, borrowed */
  GPtrArray   *editors;        /* MlgSectionEditor, borrowed */
  char        *shown_sections; /* their ids, to see when the list changes */
  MlgSectionEditor *writing;   /* borrowed: the last that had the keyboard */
  char        *progress;       /* « 6 questions sur 7 » */
  GHashTable  *n_sources;      /* address → how many notes its sources make */
  guint        plan_due;
  guint        notes_due;
  guint        follow_due;
  gboolean     narrow;
  gboolean     previewing;
  gboolean     comparing;
};

MlgProject       *mlg_monograph_editor_get_project  (MlgMonographEditor *self);
/* Where one writes, or the first section; NULL: none. */
MlgSectionEditor *mlg_monograph_editor_get_writing  (MlgMonographEditor *self);
void              mlg_monograph_editor_report       (MlgMonographEditor *self,
                                                     const GError       *error);
void              mlg_monograph_editor_toast        (MlgMonographEditor *self,
                                                     const char         *text);
/* @line -1: the section itself. */
void              mlg_monograph_editor_go_to_line   (MlgMonographEditor *self,
                                                     MlgSectionEditor   *editor,
                                                     int                 line);
void              mlg_monograph_editor_show_sides   (MlgMonographEditor *self);

/* mlg-monograph-beside.c */
void              mlg_monograph_beside_class_init   (MlgMonographEditorClass *klass);
void              mlg_monograph_beside_init         (MlgMonographEditor *self);
void              mlg_monograph_beside_set_focus    (MlgMonographEditor *self);
void              mlg_monograph_beside_show         (MlgMonographEditor *self);
void              mlg_monograph_beside_number_notes (MlgMonographEditor *self);
void              mlg_monograph_beside_edited       (MlgMonographEditor *self);
void              mlg_monograph_beside_open         (MlgMonographEditor *self,
                                                     const char         *address);

G_END_DECLS
