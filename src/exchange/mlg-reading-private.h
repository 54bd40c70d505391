/* Between the files that answer a reading. */

#pragma once

#include "analysis/mlg-graph-walk.h"
#include "exchange/mlg-reading.h"

G_BEGIN_DECLS

typedef struct
{
  MlgGraph                 *graph;       /* of the time asked for */
  MlgStore                 *store;
  const MlgReadingQuestion *question;
  MlgReading               *reading;
  MlgLayers                 layers;
} MlgReader;

/* Without a sentence yet. */
MlgReading     *mlg_reading_new_empty (void);
/* The new line; @text is taken. */
MlgReadingLine *mlg_reader_add_line  (MlgReader            *self,
                                      char                 *text);
void            mlg_reader_add_actor (MlgReader            *self,
                                      MlgReadingLine       *line,
                                      guint                 node);
void            mlg_reader_add_tie   (MlgReader            *self,
                                      MlgReadingLine       *line,
                                      guint                 edge);
const char     *mlg_reader_get_name  (MlgReader            *self,
                                      guint                 node);
/* « MES et 11 autres », by the first. */
char           *mlg_reader_name_part (MlgReader            *self,
                                      GArray               *part);

/* The words of a term, shipped or added in the file. */
char           *mlg_reader_dup_term  (MlgReader            *self,
                                      const char           *vocabulary,
                                      const char           *id);

/* The same within a sentence: « Achat » is « achat », an acronym stays. @term is taken. */
char           *mlg_reader_in_sentence (char              *term);

/* One file for each. */
void            mlg_reader_bridges   (MlgReader            *self);
void            mlg_reader_path      (MlgReader            *self);
void            mlg_reader_strangers (MlgReader            *self);
void            mlg_reader_economy   (MlgReader            *self);

G_END_DECLS
