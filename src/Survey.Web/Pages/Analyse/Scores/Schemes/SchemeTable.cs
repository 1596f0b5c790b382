using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OfficeOpenXml;
using Survey.Core.Scoring;
using Survey.Web.Data.Import;

namespace Survey.Web.Pages.Analyse.Scores.Schemes;

/// <summary>A scheme as one flat sheet: rows that begin with # tell of the scheme, then a row for each line of the table in order.</summary>
internal static class SchemeTable
{
    private static readonly string[] Columns = ["code", "name", "name_en", "max", "not_applicable", "formula", "parameters", "note"];

    private static readonly (string Row, string Name)[] Head =
        [("#code", "code"), ("#version", "version"), ("#title", "title"), ("#title_en", "title"), ("#from", "effectiveFrom"), ("#to", "effectiveTo"), ("#basis", "legalBasis"), ("#total", "printedTotal")];

    public static byte[] Workbook(ScoringScheme scheme)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("Data");
        var row = 0;
        foreach (var cells in Rows(scheme))
        {
            row++;
            for (var column = 0; column < cells.Length; column++)
            {
                sheet.Cells[row, column + 1].Value = Analyse.CellText.Neutral(cells[column]);
                sheet.Cells[row, column + 1].Style.WrapText = column is 1 or 6;
            }
        }

        double[] widths = [14, 60, 44, 9, 16, 26, 60, 44];
        for (var column = 1; column <= widths.Length; column++)
        {
            sheet.Column(column).Width = widths[column - 1];
            sheet.Column(column).Style.Numberformat.Format = "@";
            sheet.Column(column).Style.VerticalAlignment = OfficeOpenXml.Style.ExcelVerticalAlignment.Top;
        }

        sheet.Cells[1, 1, 1, Columns.Length].Style.Font.Bold = true;
        sheet.View.FreezePanes(2, 2);
        return package.GetAsByteArray();
    }

    /// <summary>The scheme in the rows, or what is wrong, by line of the file.</summary>
    public static (ScoringScheme? Scheme, IReadOnlyList<ImportProblem> Problems) Read(ImportFile file)
    {
        var problems = new ProblemList();
        var rows = TableFile.Rows(file, problems);
        if (rows is null || problems.Any)
        {
            return (null, problems.Problems);
        }

        if (rows.Count == 0 || !Columns.Take(3).SequenceEqual(rows[0].Cells.Take(3).Select(c => c.Trim().ToLowerInvariant())))
        {
            problems.Add(file.Name, 1, "code", new("Dòng đầu phải là: " + string.Join(", ", Columns) + ".", "The first row must be: " + string.Join(", ", Columns) + "."));
            return (null, problems.Problems);
        }

        var (document, lines) = Build(rows.Skip(1).Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c))));
        var read = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString()));
        foreach (var problem in read.Problems)
        {
            var at = lines.Where(l => problem.Path == l.Key || problem.Path.StartsWith(l.Key + ".", StringComparison.Ordinal) || problem.Path.StartsWith(l.Key + "[", StringComparison.Ordinal)).MaxBy(l => l.Key.Length);
            problems.Add(file.Name, at.Key is null ? null : at.Value, at.Key is null ? null : problem.Path[at.Key.Length..].TrimStart('.'), new(problem.Reason, problem.Reason), problem.Path);
        }

        return (read.Scheme, problems.Problems);
    }

    private static IEnumerable<string[]> Rows(ScoringScheme scheme)
    {
        yield return Columns;
        yield return ["#code", scheme.Code];
        yield return ["#version", scheme.Version.ToString(CultureInfo.InvariantCulture)];
        yield return ["#title", FormulaText.Text(scheme.Title)];
        yield return ["#from", scheme.EffectiveFrom.ToString("O", CultureInfo.InvariantCulture)];
        yield return ["#to", scheme.EffectiveTo?.ToString("O", CultureInfo.InvariantCulture) ?? ""];
        yield return ["#basis", scheme.LegalBasis is { } basis ? FormulaText.Text(basis) : ""];
        yield return ["#total", scheme.PrintedTotal is { } total ? FormulaText.Number(total) : ""];
        foreach (var line in scheme.All)
        {
            var (scored, group) = (line as ScoredCriterion, line as CriterionGroup);
            yield return
            [
                line.Code, line.Title.In("vi"), line.Title.Has("en") ? line.Title.In("en") : "",
                scored is not null ? FormulaText.Number(scored.Max) : group?.PrintedMax is { } printed ? FormulaText.Number(printed) : "",
                scored?.NotApplicable switch { NotApplicableRule.LowerBase => "hạ điểm chuẩn", NotApplicableRule.FullMarks => "chấm tròn điểm", _ => "" },
                scored is null ? "" : FormulaText.KindWords(scored.Formula), scored is null ? "" : FormulaText.Write(scored.Formula),
                line.Note is { } note ? FormulaText.Text(note) : "",
            ];
        }
    }

    private static (JsonObject Document, Dictionary<string, int> Lines) Build(IEnumerable<(int Line, string[] Cells)> rows)
    {
        var document = new JsonObject { ["format"] = 1 };
        var (top, lines, open) = (new JsonArray(), new Dictionary<string, int>(StringComparer.Ordinal), new List<(string Code, string Path, JsonObject Node)>());
        foreach (var (line, cells) in rows)
        {
            string Cell(int column) => (cells.ElementAtOrDefault(column) ?? "").Trim().Normalize();
            if (Cell(0).StartsWith('#'))
            {
                Tell(document, Cell(0), Cell(1), lines, line);
                continue;
            }

            open.RemoveAll(g => !Cell(0).StartsWith(g.Code + ".", StringComparison.Ordinal));
            var parent = open.LastOrDefault();
            var list = parent.Node is null ? top : (JsonArray)(parent.Node["criteria"] ??= new JsonArray());
            var path = $"{parent.Path ?? "$"}.criteria[{list.Count}]";
            var node = Line(Cell);
            list.Add(node);
            lines[path] = line;
            if (Cell(5).Length == 0)
            {
                open.Add((Cell(0), path, node));
            }
        }

        document["criteria"] = top;
        return (document, lines);
    }

    private static JsonObject Line(Func<int, string> cell)
    {
        var title = FormulaText.Text(cell(1));
        if (cell(2).Length > 0)
        {
            title["en"] = cell(2);
        }

        var node = new JsonObject { ["code"] = cell(0), ["title"] = title };
        if (cell(7).Length > 0)
        {
            node["note"] = FormulaText.Text(cell(7));
        }

        var isGroup = cell(5).Length == 0;
        if (cell(3).Length > 0)
        {
            node[isGroup ? "printedMax" : "max"] = FormulaText.NumberNode(cell(3));
        }

        if (isGroup)
        {
            node["criteria"] = new JsonArray();
            return node;
        }

        if (cell(4).Length > 0)
        {
            node["notApplicable"] = cell(4).ToLowerInvariant() switch { "hạ điểm chuẩn" or "hạ chuẩn" => "lower_base", "chấm tròn điểm" => "full_marks", var other => other };
        }

        node["formula"] = FormulaText.Read(cell(5), cell(6));
        return node;
    }

    private static void Tell(JsonObject document, string row, string value, Dictionary<string, int> lines, int line)
    {
        var name = Head.FirstOrDefault(h => h.Row == row).Name ?? row;
        lines["$." + name] = line;
        if (value.Length == 0)
        {
            return;
        }

        if (row == "#title_en" && document["title"] is JsonObject title)
        {
            title["en"] = value;
            return;
        }

        document[name] = name switch
        {
            "version" => int.TryParse(value, CultureInfo.InvariantCulture, out var version) ? JsonValue.Create(version) : JsonValue.Create(value),
            "title" or "legalBasis" => FormulaText.Text(value),
            "printedTotal" => FormulaText.NumberNode(value),
            _ => JsonValue.Create(value),
        };
    }
}
