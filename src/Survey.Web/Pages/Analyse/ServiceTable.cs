using System.Globalization;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The whole table of a period: a line for each unit below the one asked for and each service, with the index and its factors.
/// Each figure is the one that the unit's page shows under the filter by that service; where that page shows none, or the unit is
/// not broken down, there is no line. Made from the counts alone and written line by line.
/// </summary>
public sealed class ServiceTable(ResultsQuery results, ReportText text)
{
    private static readonly StringComparer Vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    /// <summary>Writes the workbook; false, and nothing written, where there is no such report.</summary>
    public async Task<bool> WriteAsync(Selection selection, Stream output, CancellationToken cancellationToken)
    {
        var query = selection.Query with { Service = null, Channel = null, Sampling = null, Filled = null, AsOf = null };
        if (await results.FindAsync(query, cancellationToken) is not var (chain, place, _))
        {
            return false;
        }

        // A workbook's container is written synchronously, which a response does not allow; packed it is a few megabytes.
        using var memory = new MemoryStream();
        Write(chain, place, memory, cancellationToken);
        memory.Position = 0;
        await memory.CopyToAsync(output, cancellationToken);
        return true;
    }

    private void Write(ResultsChain chain, Place top, Stream output, CancellationToken cancellationToken)
    {
        var index = chain.Reading.Index;
        double[] widths = [16, 40, 16, 50, .. Enumerable.Repeat(9.0, 4 * (1 + index.Dimensions.Count))];
        using var sheet = new SheetStream(output, text["Đơn vị và dịch vụ"], widths, (5, 4));
        Head(sheet, chain, top);
        foreach (var place in top.Subtree().Where(p => p.Unit is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (service, figures) in Lines(chain, place))
            {
                sheet.StartRow();
                sheet.Text(place.Code);
                sheet.Text(NameOf((place.Name, place.NameEn)));
                sheet.Text(service.Code);
                sheet.Text(NameOf((service.Vi, service.En)));
                foreach (var figure in figures)
                {
                    Figure(sheet, figure);
                }
            }
        }
    }

    private void Head(SheetStream sheet, ResultsChain chain, Place top)
    {
        var (index, period) = (chain.Reading.Index, chain.Periods[^1].Period);
        var synthetic = chain.Periods[^1].CellsOf(top).Any(c => c.Wave.Synthetic);
        sheet.StartRow();
        sheet.Text(text["Kết quả theo đơn vị và dịch vụ"], SheetStyle.Title);
        sheet.StartRow();
        sheet.Text($"{NameOf((top.Name, top.NameEn))} · {period.NameIn(text.Language)} ({text.Window(period)}) · {text.In(index.Title)}"
            + (synthetic ? " · " + text["SỐ LIỆU MÔ PHỎNG, không phải ý kiến của người dân"] : ""));
        sheet.StartRow();
        sheet.Text(text["Dòng và ô không đủ phiếu để công bố được bỏ trống, như trên trang kết quả."]);
        sheet.StartRow();
        string[] titles = ["", "", "", "", .. index.Dimensions.Select(d => text.In(d.Title)).Prepend(text.In(index.Title)).SelectMany(t => new[] { t, "", "", "" })];
        string[] below = [text["Mã"], text["Đơn vị"], text["Mã dịch vụ"], text["Dịch vụ"],
            .. Enumerable.Repeat(new[] { text["Chỉ số"], text["Từ"], text["Đến"], text["Phiếu"] }, 1 + index.Dimensions.Count).SelectMany(t => t)];
        Array.ForEach(titles, t => sheet.Text(t, SheetStyle.Head));
        sheet.StartRow();
        Array.ForEach(below, t => sheet.Text(t, SheetStyle.Head));
    }

    private static IEnumerable<((string Code, string Vi, string En) Service, List<Figure?> Figures)> Lines(ResultsChain chain, Place place)
    {
        var counts = chain.Periods[^1];
        if (!counts.Disclosure.IsBrokenDown(place, default))
        {
            yield break;
        }

        // For this unit alone: the sums of all units and services would be held until the end.
        var figures = new ReportFigures(counts, chain.Transactions);
        var services = counts.CellsOf(place).Select(c => c.ServiceId).Distinct().Select(id => (Id: id, Name: ReportBuilder.ServiceName(chain.World, id)));
        foreach (var (id, name) in services.OrderBy(s => s.Name.Vi, Vietnamese).ThenBy(s => s.Name.Code, StringComparer.Ordinal))
        {
            var facet = new Facet(id);
            if (figures.Figure(place, facet) is { } overall)
            {
                yield return (name, [overall, .. Enumerable.Range(1, chain.Reading.Index.Dimensions.Count).Select(c => figures.Figure(place, facet, c))]);
            }
        }
    }

    private static void Figure(SheetStream sheet, Figure? figure)
    {
        sheet.Number(figure?.Rounded, SheetStyle.Index);
        sheet.Number(figure?.Interval is { } low ? ScoringWords.Bound(low.Low) : null, SheetStyle.Index);
        sheet.Number(figure?.Interval is { } high ? ScoringWords.Bound(high.High) : null, SheetStyle.Index);
        sheet.Number(figure?.Base, SheetStyle.Count);
    }

    private string NameOf((string Vi, string En) name) => text.Language == "en" ? name.En : name.Vi;
}
