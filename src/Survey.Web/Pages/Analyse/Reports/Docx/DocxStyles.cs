using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>The styles of a document: Times New Roman, 14 points in the text, 12 in tables.</summary>
internal static class DocxStyles
{
    public const string Above = "IssuerAbove";
    public const string Issuer = "Issuer";
    public const string Nation = "Nation";
    public const string Motto = "Motto";
    public const string Number = "DocumentNumber";
    public const string Place = "PlaceAndDay";
    public const string Kind = "DocumentKind";
    public const string Subject = "DocumentSubject";
    public const string Warning = "SampleWarning";
    public const string Body = "BodyText";
    public const string Item = "ListItem";
    public const string Note = "Note";
    public const string Gap = "Gap";
    public const string Rule = "Rule";
    public const string TableCaption = "TableCaption";
    public const string FigureCaption = "FigureCaption";
    public const string Figure = "FigureLine";
    public const string Cell = "TableCell";
    public const string CellRight = "TableCellRight";
    public const string CellCentre = "TableCellCentre";
    public const string CellHead = "TableCellHead";
    public const string CellStrong = "TableCellStrong";
    public const string CellStrongRight = "TableCellStrongRight";
    public const string RecipientsTitle = "RecipientsTitle";
    public const string Recipient = "Recipient";
    public const string Signer = "Signer";
    public const string SignHere = "SignHere";
    public const string PageNumber = "PageNumberLine";

    private const int Indent = 567; // 1 cm

    public static string Heading(int level) => "Heading" + level.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Of(PaperTone tone) => tone switch
    {
        PaperTone.Item => Item,
        PaperTone.Note => Note,
        _ => Body,
    };

    public static Styles Of(string language) => new(
        [Defaults(language), Normal(), HeadingStyle(1, bold: true, italic: false), HeadingStyle(2, bold: true, italic: false), HeadingStyle(3, bold: true, italic: true), .. Own().Select(s => s.ToStyle())]);

    private static IEnumerable<Look> Own() =>
    [
        new(Above) { Size = 12, Align = JustificationValues.Center },
        new(Issuer) { Size = 12, Bold = true, Align = JustificationValues.Center },
        new(Nation) { Size = 12, Bold = true, Align = JustificationValues.Center },
        new(Motto) { Size = 13, Bold = true, Align = JustificationValues.Center },
        new(Number) { Size = 13, Align = JustificationValues.Center, Before = 80 },
        new(Place) { Size = 13, Italic = true, Align = JustificationValues.Center, Before = 80 },
        new(Kind) { Size = 14, Bold = true, Align = JustificationValues.Center, Before = 240, KeepNext = true },
        new(Subject) { Size = 14, Bold = true, Align = JustificationValues.Center, After = 60, KeepNext = true },
        new(Warning) { Size = 13, Bold = true, Align = JustificationValues.Center, Before = 200, Shade = "FFF3D9" },
        new(Body) { Size = 14, Align = JustificationValues.Both, FirstLine = Indent, After = 120 },
        new(Item) { Size = 14, Align = JustificationValues.Both, FirstLine = Indent, After = 80 },
        new(Note) { Size = 12, Italic = true, Align = JustificationValues.Both, After = 80 },
        new(Gap) { Size = 6 },
        new(Rule) { Size = 2 },
        new(TableCaption) { Size = 13, Italic = true, Align = JustificationValues.Center, Before = 120, After = 60, KeepNext = true },
        new(FigureCaption) { Size = 13, Italic = true, Align = JustificationValues.Center, Before = 40, After = 160 },
        new(Figure) { Size = 12, Align = JustificationValues.Center, Before = 120, KeepNext = true },
        new(Cell) { Size = 12, Before = 30, After = 30 },
        new(CellRight) { Size = 12, Align = JustificationValues.Right, Before = 30, After = 30 },
        new(CellCentre) { Size = 12, Align = JustificationValues.Center, Before = 30, After = 30 },
        new(CellHead) { Size = 12, Bold = true, Align = JustificationValues.Center, Before = 40, After = 40, KeepNext = true },
        new(CellStrong) { Size = 12, Bold = true, Before = 30, After = 30, KeepNext = true },
        new(CellStrongRight) { Size = 12, Bold = true, Align = JustificationValues.Right, Before = 30, After = 30 },
        new(RecipientsTitle) { Size = 12, Bold = true, Italic = true },
        new(Recipient) { Size = 11 },
        new(Signer) { Size = 14, Bold = true, Align = JustificationValues.Center, KeepNext = true },
        new(SignHere) { Size = 12, Italic = true, Align = JustificationValues.Center, After = 1400 },
        new(PageNumber) { Size = 13, Align = JustificationValues.Center },
    ];

    private static DocDefaults Defaults(string language) => new(
        new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "Times New Roman", ComplexScript = "Times New Roman" },
            new FontSize { Val = "28" }, new FontSizeComplexScript { Val = "28" },
            new Languages { Val = DocxText.LanguageTag(language), EastAsia = "vi-VN" })),
        new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0", Line = "252", LineRule = LineSpacingRuleValues.Auto })));

    private static Style Normal() => new(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true };

    // The built-in names make Word's outline and LibreOffice's navigator work.
    private static Style HeadingStyle(int level, bool bold, bool italic)
    {
        var look = new Look(Heading(level)) { Size = 14, Bold = bold, Italic = italic, FirstLine = Indent, Before = level == 1 ? 160 : 80, After = 80, KeepNext = true, Outline = level - 1 };
        var style = look.ToStyle();
        style.StyleName = new StyleName { Val = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"heading {level}") };
        style.CustomStyle = null;
        return style;
    }

    private sealed record Look(string Id)
    {
        public int Size { get; init; }
        public bool Bold { get; init; }
        public bool Italic { get; init; }
        public JustificationValues? Align { get; init; }
        public int FirstLine { get; init; }
        public int Before { get; init; }
        public int After { get; init; }
        public bool KeepNext { get; init; }
        public int? Outline { get; init; }
        public string? Shade { get; init; }

        public Style ToStyle()
        {
            var paragraph = new StyleParagraphProperties();
            if (KeepNext)
            {
                paragraph.Append(new KeepNext());
            }

            paragraph.Append(new WidowControl());
            if (Shade is not null)
            {
                paragraph.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = Shade });
            }

            paragraph.Append(new SpacingBetweenLines { Before = Text(Before), After = Text(After) });
            if (FirstLine > 0)
            {
                paragraph.Append(new Indentation { FirstLine = Text(FirstLine) });
            }

            if (Align is { } align)
            {
                paragraph.Append(new Justification { Val = align });
            }

            if (Outline is { } level)
            {
                paragraph.Append(new OutlineLevel { Val = level });
            }

            return new Style(new StyleName { Val = Id }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, Letters())
            {
                Type = StyleValues.Paragraph,
                StyleId = Id,
                CustomStyle = true,
            };
        }

        private StyleRunProperties Letters()
        {
            var run = new StyleRunProperties();
            if (Bold)
            {
                run.Append(new Bold(), new BoldComplexScript());
            }

            if (Italic)
            {
                run.Append(new Italic(), new ItalicComplexScript());
            }

            run.Append(new FontSize { Val = Text(Size * 2) }, new FontSizeComplexScript { Val = Text(Size * 2) });
            return run;
        }

        private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
