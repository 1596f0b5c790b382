using System.Globalization;
using System.Net;
using System.Text;

namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>A paper as HTML that prints well on A4 from any browser; looks come from paper.css alone.</summary>
internal static class PaperHtml
{
    /// <summary>The article for a page.</summary>
    public static string Article(Paper paper)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"paper\" lang=\"{paper.Language}\">");
        Head(html, paper);
        foreach (var block in paper.Blocks)
        {
            Add(html, block);
        }

        Foot(html, paper.Foot);
        return html.Append("</article>").ToString();
    }

    /// <summary>A document of its own, with its looks inside, for a printer without a server.</summary>
    public static string Document(Paper paper) =>
        $"<!DOCTYPE html><html lang=\"{paper.Language}\"><head><meta charset=\"utf-8\"><title>{Encode(paper.Kind + ": " + paper.Title)}</title><style>{Style}</style></head><body>{Article(paper)}</body></html>";

    private static string Style { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(PaperHtml).Assembly.GetManifestResourceStream("paper.css") ?? throw new InvalidOperationException("paper.css is not inside the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Head(StringBuilder html, Paper paper)
    {
        var head = paper.Head;
        html.Append(CultureInfo.InvariantCulture, $"<header class=\"paper-head\"><div>{(head.Above.Length > 0 ? $"<p>{Encode(head.Above)}</p>" : "")}<p class=\"issuer\">{Encode(head.Issuer)}</p><p class=\"number\">{Encode(head.Number)}</p></div>");
        html.Append(CultureInfo.InvariantCulture, $"<div><p class=\"nation\">{Encode(head.Nation)}</p><p class=\"motto\"><span>{Encode(head.Motto)}</span></p><p class=\"place\">{Encode(head.PlaceAndDay)}</p></div></header>");
        if (paper.Warning is { } warning)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"paper-warning\" role=\"note\">{Encode(warning)}</p>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<h1><span>{Encode(paper.Kind)}</span> {Encode(paper.Title)}</h1>");
    }

    private static void Add(StringBuilder html, PaperBlock block)
    {
        switch (block)
        {
            case PaperHeading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level + 1}>{Encode(heading.Words)}</h{heading.Level + 1}>");
                break;
            case PaperText text:
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"{(text.Tone == PaperTone.Note ? "note" : "words")}\">{(text.Tone == PaperTone.Item ? "- " : "")}{Encode(text.Words)}</p>");
                break;
            case PaperTable table:
                Table(html, table);
                break;
            case PaperChart chart:
                html.Append(CultureInfo.InvariantCulture, $"<figure>{ChartSvg.Draw(chart)}<figcaption>{Encode(chart.Caption)}</figcaption></figure>");
                break;
        }
    }

    private static void Table(StringBuilder html, PaperTable table)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"paper-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Encode(table.Caption)}\"><table><caption>{Encode(table.Caption)}</caption><thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Encode(column.Title)}</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            Row(html, table, row);
        }

        html.Append("</tbody></table></div>");
    }

    private static void Row(StringBuilder html, PaperTable table, PaperRow row)
    {
        if (row.Kind == PaperRowKind.Group)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr class=\"group\"><th colspan=\"{table.Columns.Count}\" scope=\"colgroup\">{Encode(row.Cells[0])}</th></tr>");
            return;
        }

        html.Append(row.Kind == PaperRowKind.Total ? "<tr class=\"total\">" : "<tr>");
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var side = table.Columns[i].Align switch { PaperAlign.Right => " class=\"right\"", PaperAlign.Centre => " class=\"centre\"", _ => "" };
            html.Append(CultureInfo.InvariantCulture, $"<td{side}>{Encode(row.Cells[i])}</td>");
        }

        html.Append("</tr>");
    }

    private static void Foot(StringBuilder html, PaperFoot foot)
    {
        html.Append(CultureInfo.InvariantCulture, $"<footer class=\"paper-foot\"><div><p class=\"recipients\">{Encode(foot.RecipientsTitle)}</p>");
        foreach (var recipient in foot.Recipients)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(recipient)}</p>");
        }

        html.Append("</div><div class=\"signer\">");
        foreach (var line in foot.Signer)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><b>{Encode(line)}</b></p>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p><i>{Encode(foot.SignHere)}</i></p></div></footer>");
    }

    private static string Encode(string words) => WebUtility.HtmlEncode(words);
}
