using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>A table whose head stands on every page and whose rows never break over two.</summary>
internal static class DocxTable
{
    public static Table Of(PaperTable table)
    {
        var widths = Widths(table.Columns);
        var result = new Table(
            new TableProperties(
                new TableWidth { Width = Text(DocxText.Width), Type = TableWidthUnitValues.Dxa },
                Borders(),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 70, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 70, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(w => new GridColumn { Width = Text(w) })));
        result.Append(Head(table.Columns, widths));
        foreach (var row in table.Rows)
        {
            result.Append(row.Kind == PaperRowKind.Group ? Group(row, widths) : Plain(row, table.Columns, widths));
        }

        return result;
    }

    private static Word.TableRow Head(IReadOnlyList<PaperColumn> columns, int[] widths) => new(
        [new TableRowProperties(new CantSplit(), new TableHeader()), .. columns.Select((c, i) => Cell(widths[i], DocxStyles.CellHead, c.Title, fill: "E4EEEC"))]);

    private static Word.TableRow Group(PaperRow row, int[] widths) => new(
        new TableRowProperties(new CantSplit()), Cell(widths.Sum(), DocxStyles.CellStrong, row.Cells[0], fill: "F5F6F3", span: widths.Length));

    private static Word.TableRow Plain(PaperRow row, IReadOnlyList<PaperColumn> columns, int[] widths) => new(
        [new TableRowProperties(new CantSplit()), .. row.Cells.Select((c, i) => Cell(widths[i], Style(columns[i].Align, row.Kind == PaperRowKind.Total), c))]);

    private static string Style(PaperAlign align, bool strong) => align switch
    {
        PaperAlign.Right => strong ? DocxStyles.CellStrongRight : DocxStyles.CellRight,
        PaperAlign.Centre => DocxStyles.CellCentre,
        _ => strong ? DocxStyles.CellStrong : DocxStyles.Cell,
    };

    private static TableCell Cell(int width, string style, string words, string? fill = null, int span = 1)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa });
        if (span > 1)
        {
            properties.Append(new GridSpan { Val = span });
        }

        if (fill is not null)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = fill });
        }

        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return new TableCell(properties, DocxText.Paragraph(style, words));
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4, Color = "4A5758" }, new LeftBorder { Val = BorderValues.Single, Size = 4, Color = "4A5758" },
        new BottomBorder { Val = BorderValues.Single, Size = 4, Color = "4A5758" }, new RightBorder { Val = BorderValues.Single, Size = 4, Color = "4A5758" },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "9AA5A3" }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4, Color = "9AA5A3" });

    // The last column takes what rounding leaves, so that the columns fill the table.
    private static int[] Widths(IReadOnlyList<PaperColumn> columns)
    {
        var sum = columns.Sum(c => c.Share);
        int[] widths = [.. columns.Select(c => DocxText.Width * c.Share / sum)];
        widths[^1] += DocxText.Width - widths.Sum();
        return widths;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
