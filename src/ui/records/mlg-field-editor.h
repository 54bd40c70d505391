/* One field of one record, with its label, its control and the sentence that says what is
 * wrong. What control it is follows from the schema. A change is one command of the project.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_FIELD_EDITOR (mlg_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (MlgFieldEditor, mlg_field_editor, MLG, FIELD_EDITOR, GtkBox)

GtkWidget      *mlg_field_editor_new          (MlgFocus *focus, const MlgField *field);
/* The record whose field is shown; NULL: nothing. What is being typed for another record is kept first. */
void            mlg_field_editor_set_record   (MlgFieldEditor *self, MlgRecord *record);
/* The record changed: show it, unless the user is typing here. */
void            mlg_field_editor_refresh      (MlgFieldEditor *self);
const MlgField *mlg_field_editor_get_field    (MlgFieldEditor *self);
/* Keeps what is being typed. FALSE when it was refused. */
gboolean        mlg_field_editor_flush        (MlgFieldEditor *self);

/* Without a record: the value is kept here for whoever asks. */
void            mlg_field_editor_set_draft    (MlgFieldEditor *self);
const char     *mlg_field_editor_get_draft    (MlgFieldEditor *self);         /* canonical; NULL: nothing */

/* For the controls of this folder. */
MlgFocus       *mlg_field_editor_get_focus    (MlgFieldEditor *self);
/* @value: canonical; FALSE when refused, and the sentence stands under the field. */
gboolean        mlg_field_editor_commit       (MlgFieldEditor *self, const char *value);
void            mlg_field_editor_refuse       (MlgFieldEditor *self, const char *sentence);
/* What was typed for a field, or one part of it, as an identifier is kept (model/mlg-identifier.h): the
 * same text for any other field. NULL: refused, and the sentence stands under the field. *restored: what
 * to explain once it is kept, or NULL. */
char           *mlg_field_editor_settle       (MlgFieldEditor *self, guint part, const char *typed, char **restored);
/* Shows what is kept now, and @sentence under it until something else is shown. */
void            mlg_field_editor_explain      (MlgFieldEditor *self, const char *sentence);

/* How a control of one type shows and gives values: made once per editor. */
typedef struct
{
  GtkWidget *widget;
  GtkWidget *labelled;                                         /* what the label names; usually widget */
  void     (*show)  (MlgFieldEditor *editor, GtkWidget *widget, const char *value);
  void     (*flush) (MlgFieldEditor *editor, GtkWidget *widget);  /* commit what is typed; may be NULL */
} MlgControl;

MlgControl      mlg_text_control_new          (MlgFieldEditor *editor);    /* one line or many */
MlgControl      mlg_term_control_new          (MlgFieldEditor *editor);    /* TERM, YES_NO */
MlgControl      mlg_chips_control_new         (MlgFieldEditor *editor);    /* TERMS, WORDS, REFERENCE(S), ANY */
MlgControl      mlg_parts_control_new         (MlgFieldEditor *editor);    /* PLACE, ADDRESS, INTERVAL */

G_END_DECLS
