using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>What stands above the title and below the text, each in two columns without borders.</summary>
internal static class DocxFrame
{
    private const int Left = 3900;
    private const int Right = DocxText.Width - Left;

    public static Table Head(PaperHead head) => Columns(
        [
            .. head.Above.Length == 0 ? [] : new[] { DocxText.Paragraph(DocxStyles.Above, head.Above) },
            DocxText.Paragraph(DocxStyles.Issuer, head.Issuer),
            Rule(1200, 1200),
            DocxText.Paragraph(DocxStyles.Number, head.Number),
        ],
        [
            DocxText.Paragraph(DocxStyles.Nation, head.Nation),
            DocxText.Paragraph(DocxStyles.Motto, head.Motto),
            Rule(950, 950),
            DocxText.Paragraph(DocxStyles.Place, head.PlaceAndDay),
        ]);

    public static Table Foot(PaperFoot foot) => Columns(
        [DocxText.Paragraph(DocxStyles.RecipientsTitle, foot.RecipientsTitle), .. foot.Recipients.Select(r => DocxText.Paragraph(DocxStyles.Recipient, r))],
        [.. foot.Signer.Select(s => DocxText.Paragraph(DocxStyles.Signer, s)), DocxText.Paragraph(DocxStyles.SignHere, foot.SignHere)]);

    /// <summary>A line under a heading, drawn as a border between two indents so that every word processor shows it.</summary>
    public static Paragraph Rule(int left, int right) => new(new ParagraphProperties(
        new ParagraphStyleId { Val = DocxStyles.Rule },
        new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = "000000" }),
        new Indentation { Left = Text(left), Right = Text(right) }));

    private static Table Columns(IReadOnlyList<Paragraph> left, IReadOnlyList<Paragraph> right) => new(
        new TableProperties(new TableWidth { Width = Text(DocxText.Width), Type = TableWidthUnitValues.Dxa }, new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
        new TableGrid(new GridColumn { Width = Text(Left) }, new GridColumn { Width = Text(Right) }),
        new Word.TableRow(new TableRowProperties(new CantSplit()), Cell(Left, left), Cell(Right, right)));

    private static TableCell Cell(int width, IReadOnlyList<Paragraph> paragraphs)
    {
        var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa }));
        cell.Append(paragraphs);
        return cell;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
