using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>A paper as a Word document on A4 in the layout of an administrative document.</summary>
internal sealed class DocxPaper
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private readonly Paper _paper;
    private readonly MainDocumentPart _part;
    private readonly Body _body = new();
    private uint _drawings;

    private DocxPaper(Paper paper, MainDocumentPart part) => (_paper, _part) = (paper, part);

    /// <param name="paper">The paper.</param>
    /// <param name="made">When the record behind it was made, UTC.</param>
    public static byte[] Write(Paper paper, DateTime made)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var properties = document.PackageProperties;
            (properties.Title, properties.Creator, properties.Language) = (DocxText.Clean($"{paper.Kind}: {paper.Title}"), DocxText.Clean(paper.Head.Issuer), DocxText.LanguageTag(paper.Language));
            (properties.Created, properties.Modified) = (made, made);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Of(paper.Language);
            new DocxPaper(paper, main).Fill();
        }

        return memory.ToArray();
    }

    private void Fill()
    {
        _body.Append(DocxFrame.Head(_paper.Head));
        if (_paper.Warning is { } warning)
        {
            _body.Append(DocxText.Paragraph(DocxStyles.Warning, warning));
        }

        _body.Append(DocxText.Paragraph(DocxStyles.Kind, _paper.Kind), DocxText.Paragraph(DocxStyles.Subject, _paper.Title), DocxFrame.Rule(3600, 3600));
        foreach (var block in _paper.Blocks)
        {
            Add(block);
        }

        _body.Append(DocxText.Paragraph(DocxStyles.Gap, ""), DocxFrame.Foot(_paper.Foot), DocxText.Paragraph(DocxStyles.Gap, ""));
        _body.Append(Page());
        _part.Document = new Document(_body);
    }

    private void Add(PaperBlock block)
    {
        switch (block)
        {
            case PaperHeading heading:
                _body.Append(DocxText.Paragraph(DocxStyles.Heading(heading.Level), heading.Words));
                break;
            case PaperText text:
                _body.Append(DocxText.Paragraph(DocxStyles.Of(text.Tone), (text.Tone == PaperTone.Item ? "- " : "") + text.Words));
                break;
            case PaperTable table:
                _body.Append(DocxText.Paragraph(DocxStyles.TableCaption, table.Caption), DocxTable.Of(table), DocxText.Paragraph(DocxStyles.Gap, ""));
                break;
            case PaperChart chart:
                _body.Append(DocxChart.Of(chart, _part, ++_drawings, _paper.Language), DocxText.Paragraph(DocxStyles.FigureCaption, chart.Caption));
                break;
        }
    }

    // Pages are numbered in the middle of the top margin, from the second on.
    private SectionProperties Page()
    {
        var header = _part.AddNewPart<HeaderPart>();
        header.Header = new Header(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.PageNumber }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
            new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
            new Run(new Text("2")),
            new Run(new FieldChar { FieldCharType = FieldCharValues.End })));
        var first = _part.AddNewPart<HeaderPart>();
        first.Header = new Header(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.PageNumber })));
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = _part.GetIdOfPart(header) },
            new HeaderReference { Type = HeaderFooterValues.First, Id = _part.GetIdOfPart(first) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 1134, Bottom = 1134, Left = 1701, Right = 850, Header = 567, Footer = 567, Gutter = 0 },
            new TitlePage());
    }
}
