/* A monograph laid out: one tree for PDF, HTML and Markdown. */

#include <glib.h>
