using System.Globalization;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Packaging;
using Survey.Web.Pages.Analyse.Reports.Papers;
using Word = DocumentFormat.OpenXml.Wordprocessing;
using ChartReference = DocumentFormat.OpenXml.Drawing.Charts.ChartReference;
using Inline = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>
/// A chart that Word and LibreOffice draw themselves, with its figures in a workbook inside: it stays sharp in print, and
/// who edits the document can edit the chart. Labels are the printed words and not numbers, so that no program's own
/// settings change a decimal comma.
/// </summary>
internal static class DocxChart
{
    private const long EmuWidth = 5_940_000; // 16.5 cm

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static Word.Paragraph Of(PaperChart chart, MainDocumentPart main, uint number, string language)
    {
        var part = main.AddNewPart<ChartPart>();
        var workbook = part.AddNewPart<EmbeddedPackagePart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "rIdData");
        using (var data = new MemoryStream(ChartWorkbook.Write(chart)))
        {
            workbook.FeedData(data);
        }

        using (var xml = new MemoryStream(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + Space(chart, language))))
        {
            part.FeedData(xml);
        }

        return new(new Word.ParagraphProperties(new Word.ParagraphStyleId { Val = DocxStyles.Figure }), new Word.Run(new Word.Drawing(Frame(chart, main.GetIdOfPart(part), number))));
    }

    private static Inline.Inline Frame(PaperChart chart, string id, uint number) => new(
        new Inline.Extent { Cx = EmuWidth, Cy = Height(chart) },
        new Inline.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
        new Inline.DocProperties { Id = number, Name = string.Create(CultureInfo.InvariantCulture, $"Chart {number}"), Description = DocxText.Clean(chart.InWords) },
        new Inline.NonVisualGraphicFrameDrawingProperties(),
        new Graphic(new GraphicData(new ChartReference { Id = id }) { Uri = C.NamespaceName }))
    { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };

    private static long Height(PaperChart chart) => chart.Kind switch
    {
        PaperChartKind.Line => 2_500_000,
        PaperChartKind.Shares => 900_000 + (330_000L * chart.Categories.Count),
        _ => 500_000 + (300_000L * chart.Categories.Count),
    };

    private static XElement Space(PaperChart chart, string language) => new(C + "chartSpace",
        new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A), new XAttribute(XNamespace.Xmlns + "r", R),
        Value("roundedCorners", "0"),
        new XElement(C + "chart",
            Value("autoTitleDeleted", "1"),
            new XElement(C + "plotArea", new XElement(C + "layout"), Plot(chart, language), Axes(chart, language)),
            chart.Series.Count > 1 ? new XElement(C + "legend", Value("legendPos", "b"), Value("overlay", "0"), Letters(1000, language)) : null,
            Value("plotVisOnly", "1"),
            Value("dispBlanksAs", "gap")),
        new XElement(C + "spPr", new XElement(A + "noFill"), new XElement(A + "ln", new XElement(A + "noFill"))),
        new XElement(C + "externalData", new XAttribute(R + "id", "rIdData"), Value("autoUpdate", "0")));

    private static XElement Plot(PaperChart chart, string language) => chart.Kind == PaperChartKind.Line
        ? new XElement(C + "lineChart", Value("grouping", "standard"), Value("varyColors", "0"), chart.Series.Select((s, i) => Series(chart, s, i, language)),
            Value("marker", "1"), Value("axId", "101"), Value("axId", "102"))
        : new XElement(C + "barChart", Value("barDir", "bar"), Value("grouping", chart.Kind == PaperChartKind.Shares ? "percentStacked" : "clustered"), Value("varyColors", "0"),
            chart.Series.Select((s, i) => Series(chart, s, i, language)),
            Value("gapWidth", "55"), chart.Kind == PaperChartKind.Shares ? Value("overlap", "100") : null, Value("axId", "101"), Value("axId", "102"));

    private static XElement Series(PaperChart chart, PaperSeries series, int i, string language)
    {
        var column = ChartWorkbook.Column(i);
        var isLine = chart.Kind == PaperChartKind.Line;
        return new(C + "ser", Value("idx", i), Value("order", i),
            new XElement(C + "tx", new XElement(C + "strRef", new XElement(C + "f", $"Sheet1!${column}$1"), Strings([series.Name]))),
            isLine ? LineLook(series) : new XElement(C + "spPr", Fill(series.Colour)),
            isLine ? Marker(series) : Value("invertIfNegative", "0"),
            Labels(chart, series, language),
            isLine ? ErrorBars(series) : null,
            new XElement(C + "cat", new XElement(C + "strRef", new XElement(C + "f", $"Sheet1!$A$2:$A${chart.Categories.Count + 1}"), Strings(chart.Categories))),
            new XElement(C + "val", new XElement(C + "numRef", new XElement(C + "f", $"Sheet1!${column}$2:${column}${chart.Categories.Count + 1}"), Numbers([.. series.Marks.Select(m => m?.Value)]))),
            isLine ? Value("smooth", "0") : null);
    }

    private static XElement LineLook(PaperSeries series) => new(C + "spPr",
        new XElement(A + "ln", new XAttribute("w", series.IsGoal ? 15875 : 28575), new XAttribute("cap", "rnd"), Fill(series.Colour),
            series.IsGoal ? new XElement(A + "prstDash", new XAttribute("val", "dash")) : null, new XElement(A + "round")));

    private static XElement Marker(PaperSeries series) => series.IsGoal
        ? new(C + "marker", Value("symbol", "none"))
        : new(C + "marker", Value("symbol", "circle"), Value("size", "7"), new XElement(C + "spPr", Fill(series.Colour), new XElement(A + "ln", Fill(series.Colour))));

    private static XElement Labels(PaperChart chart, PaperSeries series, string language)
    {
        var position = chart.Kind switch { PaperChartKind.Line => "t", PaperChartKind.Shares => "ctr", _ => "outEnd" };
        // White on dark, dark on light.
        var colour = chart.Kind == PaperChartKind.Shares && series.Colour is PaperTables.Accent or "A63603" or "5B3A29" ? "FFFFFF" : "1B2526";
        var shown = series.Marks.Select((m, i) => (Mark: m, Place: i)).Where(m => m.Mark is { Label.Length: > 0 });
        return new(C + "dLbls",
            shown.Select(m => new XElement(C + "dLbl", Value("idx", m.Place),
                new XElement(C + "tx", new XElement(C + "rich", new XElement(A + "bodyPr"), new XElement(A + "p", new XElement(A + "r",
                    new XElement(A + "rPr", new XAttribute("lang", DocxText.LanguageTag(language)), new XAttribute("sz", 1000), new XAttribute("b", chart.Kind == PaperChartKind.Shares ? 0 : 1), Fill(colour), Font()),
                    new XElement(A + "t", m.Mark!.Label))))),
                Letters(1000, language, colour), Value("dLblPos", position), Shown(true))),
            Letters(1000, language, colour), Shown(false));
    }

    // Schema order: legend key, value, category, series, percent, bubble size.
    private static IEnumerable<XElement> Shown(bool value) =>
        [Value("showLegendKey", "0"), Value("showVal", value ? "1" : "0"), Value("showCatName", "0"), Value("showSerName", "0"), Value("showPercent", "0"), Value("showBubbleSize", "0")];

    private static XElement? ErrorBars(PaperSeries series) => series.Marks.Any(m => m is { Low: not null, High: not null })
        ? new(C + "errBars", Value("errDir", "y"), Value("errBarType", "both"), Value("errValType", "cust"), Value("noEndCap", "0"),
            new XElement(C + "plus", Literal([.. series.Marks.Select(m => m?.High - m?.Value)])),
            new XElement(C + "minus", Literal([.. series.Marks.Select(m => m?.Value - m?.Low)])),
            new XElement(C + "spPr", new XElement(A + "ln", new XAttribute("w", 12700), Fill("7FB5AE"))))
        : null;

    private static IEnumerable<XElement> Axes(PaperChart chart, string language)
    {
        var isLine = chart.Kind == PaperChartKind.Line;
        yield return new(C + "catAx", Value("axId", "101"), new XElement(C + "scaling", Value("orientation", isLine ? "minMax" : "maxMin")), Value("delete", "0"),
            Value("axPos", isLine ? "b" : "l"), Value("numFmt", null, new XAttribute("formatCode", "General"), new XAttribute("sourceLinked", 0)),
            Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "low"), Stroke("9AA5A3"), Letters(1000, language), Value("crossAx", "102"), Value("crosses", "autoZero"),
            Value("auto", "0"), Value("lblAlgn", "ctr"), Value("lblOffset", "100"), Value("noMultiLvlLbl", "1"));
        yield return new(C + "valAx", Value("axId", "102"),
            new XElement(C + "scaling", Value("orientation", "minMax"), Value("max", Scaled(chart, chart.High)), Value("min", Scaled(chart, chart.Low))), Value("delete", "0"),
            Value("axPos", isLine ? "l" : "b"), new XElement(C + "majorGridlines", Stroke("E6E8E4")),
            Value("numFmt", null, new XAttribute("formatCode", chart.Kind == PaperChartKind.Shares ? "0%" : "0"), new XAttribute("sourceLinked", 0)),
            Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"), new XElement(C + "spPr", new XElement(A + "ln", new XElement(A + "noFill"))), Letters(900, language),
            Value("crossAx", "101"), Value("crosses", isLine ? "autoZero" : "max"), Value("crossBetween", "between"), chart.Kind == PaperChartKind.Shares ? Value("majorUnit", "0.2") : Value("majorUnit", chart.High - chart.Low > 50 ? "20" : "10"));
    }

    // A stacked axis of shares counts from 0 to 1.
    private static string Scaled(PaperChart chart, double value) => Number(chart.Kind == PaperChartKind.Shares ? value / 100 : value);

    private static XElement Stroke(string colour) => new(C + "spPr", new XElement(A + "ln", new XAttribute("w", 9525), Fill(colour)));

    private static XElement Letters(int size, string language, string colour = "1B2526") => new(C + "txPr", new XElement(A + "bodyPr"), new XElement(A + "p",
        new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", size), new XAttribute("b", 0), Fill(colour), Font())),
        new XElement(A + "endParaRPr", new XAttribute("lang", DocxText.LanguageTag(language)))));

    private static XElement Font() => new(A + "latin", new XAttribute("typeface", "Times New Roman"));

    private static XElement Fill(string colour) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", colour)));

    private static XElement Strings(IReadOnlyList<string> words) => new(C + "strCache", Value("ptCount", words.Count),
        words.Select((w, i) => new XElement(C + "pt", new XAttribute("idx", i), new XElement(C + "v", DocxText.Clean(w)))));

    private static XElement Numbers(IReadOnlyList<double?> values) => new(C + "numCache", new XElement(C + "formatCode", "General"), Points(values));

    private static XElement Literal(IReadOnlyList<double?> values) => new(C + "numLit", new XElement(C + "formatCode", "General"), Points(values));

    private static IEnumerable<XElement> Points(IReadOnlyList<double?> values) => values
        .Select((v, i) => v is { } value ? new XElement(C + "pt", new XAttribute("idx", i), new XElement(C + "v", Number(value))) : null)
        .OfType<XElement>().Prepend(Value("ptCount", values.Count));

    private static XElement Value(string name, object? value, params XAttribute[] more) =>
        new(C + name, value is null ? null : new XAttribute("val", value is double number ? Number(number) : value), more);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
