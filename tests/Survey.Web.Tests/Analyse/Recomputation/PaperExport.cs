using System.Globalization;
using System.Text;
using System.Text.Json;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>The scoring file in both its forms, number by number.</summary>
internal sealed class PaperExport(Dump dump, RandomSurvey survey, Unit unit, string period, FigureCheck check)
{
    public async Task CheckJsonAsync(byte[] file, RecomputationTests tests)
    {
        using var document = JsonDocument.Parse(file);
        foreach (var row in document.RootElement.GetProperty("indices").EnumerateArray())
        {
            var code = row.GetProperty("index").GetString()!;
            var (paper, name) = (await PaperAsync(code, tests), $"json {survey.Code} {code} {unit.Code}");
            var place = dump.Units.Single(u => u.Code == unit.Code);
            Check(name, row, paper.Of(place, new()).Figure);
            Previous(name, row.GetProperty("previous"), paper, place);
            foreach (var (i, dimension) in row.GetProperty("dimensions").EnumerateArray().Index())
            {
                var at = paper.Index.Dimensions.Index().Single(d => d.Item.Code == dimension.GetProperty("code").GetString()).Index;
                Check($"{name} dimension {i}", dimension, paper.Of(place, new(Dimension: at)).Figure);
                Counts($"{name} dimension {i}", dimension, paper, place, at);
            }

            Counts(name, row, paper, place, null);
        }
    }

    public async Task CheckCsvAsync(byte[] file, RecomputationTests tests)
    {
        var lines = Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var head = lines[0].Index().ToDictionary(c => c.Item, c => c.Index);
        foreach (var line in lines.Skip(1).Where(l => l[head["row"]] is "index" or "dimension" && l[head["value"]].Length > 0))
        {
            var code = line[head["code"]].Split('.');
            var paper = await PaperAsync(code[0], tests);
            var place = dump.Units.Single(u => u.Code == unit.Code);
            var part = code.Length == 1 ? new Part() : new Part(Dimension: paper.Index.Dimensions.Index().Single(d => d.Item.Code == code[1]).Index);
            var reckoned = paper.Of(place, part).Figure;
            check.Text($"csv {survey.Code} {line[head["code"]]} {unit.Code}", $"{line[head["value"]]} of {line[head["valid"]]}", $"{reckoned?.Value.Printed(2)} of {reckoned?.Base}");
        }
    }

    private readonly Dictionary<string, PaperReport> _papers = [];

    private async Task<PaperReport> PaperAsync(string index, RecomputationTests tests)
    {
        if (!_papers.TryGetValue(index, out var paper))
        {
            var query = new ReportQuery { Unit = unit.Code, Period = period, Questionnaire = survey.Code, Index = index };
            _papers[index] = paper = await tests.PaperAsync(query, new PaperFilter());
        }

        return paper;
    }

    private void Check(string name, JsonElement row, Reckoned? reckoned)
    {
        if (row.GetProperty("value").ValueKind != JsonValueKind.Null)
        {
            check.Text(name, $"{row.GetProperty("value")} of {row.GetProperty("valid")}", $"{reckoned?.Value.Printed(2)} of {reckoned?.Base}");
        }
    }

    private void Previous(string name, JsonElement previous, PaperReport paper, DumpedUnit place)
    {
        if (previous.ValueKind == JsonValueKind.Null || previous.GetProperty("value").ValueKind == JsonValueKind.Null)
        {
            return;
        }

        var (now, before) = (paper.Of(place, new()).Figure, paper.Of(place, new(), "2026-q1").Figure);
        check.Text($"{name} previous", $"{previous.GetProperty("value")}", before?.Value.Printed(2));
        if (previous.GetProperty("difference").ValueKind != JsonValueKind.Null)
        {
            check.Text($"{name} difference", $"{previous.GetProperty("difference")}", now is null || before is null ? null : (now.Value - before.Value).Printed(2));
        }
    }

    /// <summary>Counts by scale point, and what follows from them: over all scale items of the index or the dimension.</summary>
    private void Counts(string name, JsonElement row, PaperReport paper, DumpedUnit place, int? dimension)
    {
        if (row.GetProperty("counts").ValueKind == JsonValueKind.Null || !paper.TellsEachItem(place, dimension))
        {
            return;
        }

        var told = paper.Told(place, dimension);
        check.Text($"{name} counts", string.Join(' ', row.GetProperty("counts").EnumerateArray().Select(c => $"{c.GetProperty("point")}={c.GetProperty("score")}*{c.GetProperty("count")}").Order(StringComparer.Ordinal)),
            string.Join(' ', told.Points.Select(p => $"{p.Key.Code}={p.Key.Score}*{p.Value}").Order(StringComparer.Ordinal)));
        check.Text($"{name} not applicable", $"{row.GetProperty("not_applicable")}", told.None.ToString(CultureInfo.InvariantCulture));
        if (dimension is null && told.Points.Values.Sum() is > 0 and var answers)
        {
            check.Text($"{name} mean", $"{row.GetProperty("mean")}", ((Fraction)told.Points.Sum(p => p.Key.Score * p.Value) / answers).Printed(2));
            check.Text($"{name} top two", $"{row.GetProperty("top_two_box")}", ((Fraction)(100 * told.Positive) / answers).Printed(2));
        }
    }
}
