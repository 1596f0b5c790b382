using System.Globalization;
using System.Text;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>
/// The syntax file that reads the CSV of responses into SPSS (or PSPP) and labels it. Codes become the scale's scores, "no
/// opinion" a missing value; a variable's name is the item's code as far as SPSS allows it.
/// </summary>
public sealed class SpssSyntax
{
    public const string ContentType = "application/x-spss-sps";

    /// <summary>In bytes of UTF-8, as SPSS counts.</summary>
    public const int NameBytes = 64;
    private const int VariableLabelBytes = 250;
    private const int ValueLabelBytes = 118;

    private static readonly string[] Reserved = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"];

    private readonly ReportText _text;
    private readonly List<Variable> _variables = [];
    private readonly StringBuilder _lines = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private SpssSyntax(ReportText text) => _text = text;

    /// <param name="text">The words of the labels.</param>
    /// <param name="versions">Every version of the questionnaire in the file, oldest first.</param>
    /// <param name="items">The item columns, in the file's order.</param>
    /// <param name="csv">The file's name; the syntax expects it in SPSS's working folder.</param>
    /// <param name="title">What the file is about.</param>
    public static byte[] Write(ReportText text, IReadOnlyList<Questionnaire> versions, IReadOnlyList<string> items, string csv, string title)
    {
        var syntax = new SpssSyntax(text);
        syntax.Fixed();
        foreach (var code in items)
        {
            syntax.Item(code, [.. versions.Select(v => v.FindItem(code)).OfType<Item>()]);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(syntax.Text(csv, title))];
    }

    private void Fixed()
    {
        (string Name, string Format, string Label, (string, string)[] Values)[] columns =
        [
            ("period", "A40", _text["Kỳ"], []), ("unit", "A32", _text["Mã đơn vị"], []), ("unit_name", "A600", _text["Đơn vị"], []),
            ("point", "A64", _text["Mã điểm thu thập"], []), ("point_name", "A600", _text["Điểm thu thập"], []),
            ("service", "A64", _text["Mã dịch vụ"], []), ("service_name", "A900", _text["Dịch vụ"], []),
            ("channel", "A12", _text["Kênh"], [.. Enum.GetValues<Channel>().Select(c => (c.ToString().ToLowerInvariant(), _text.Channel(c)))]),
            ("version", "F8.0", _text["Bản phiếu"], []),
            ("sampling", "A12", _text["Cách lấy mẫu"], [.. Enum.GetValues<SamplingMode>().Select(m => (m.ToString().ToLowerInvariant(), _text.Sampling(m)))]),
            ("synthetic", "A4", _text["Số liệu mô phỏng"], [("yes", _text["có"]), ("no", _text["không"])]),
        ];
        foreach (var (name, format, label, values) in columns)
        {
            _names.Add(name);
            _variables.Add(new() { Name = name, Format = format, Label = label, Values = [.. values.Select(v => (Quoted(v.Item1), v.Item2))], Level = format[0] == 'F' ? "SCALE" : "NOMINAL" });
        }
    }

    private void Item(string code, List<Item> versions)
    {
        var latest = versions.Count > 0 ? versions[^1] : null;
        var label = latest is null ? code : _text.In(latest.Text);
        if (latest is NumberItem number)
        {
            _variables.Add(new() { Name = NameOf(code), Format = $"F12.{number.Decimals}", Label = label, Level = "SCALE" });
            return;
        }

        var codes = new Dictionary<string, (int Value, string Label)>(StringComparer.Ordinal);
        var nothing = new List<string>();
        foreach (var scale in versions.OfType<ScaleItem>().Select(i => i.Scale))
        {
            foreach (var point in scale.Points)
            {
                codes[point.Code] = (point.Score, _text.In(point.Label));
            }

            nothing.AddRange(scale.NotApplicable is { } none && !nothing.Contains(none.Code) ? [none.Code] : []);
        }

        var missing = nothing.Count == 0 ? (int?)null : codes.Values.Any(c => Math.Abs(c.Value) >= 99) ? 9999 : 99;
        var name = NameOf(code);
        _variables.Add(new()
        {
            Name = name,
            Raw = NameOf(name + "_t"),
            Format = "A40",
            Label = label,
            Level = "ORDINAL",
            Codes = [.. codes.Select(c => (c.Key, c.Value.Value)), .. nothing.Select(n => (n, missing!.Value))],
            Values = [.. codes.Values.DistinctBy(c => c.Value).OrderBy(c => c.Value).Select(c => (Number(c.Value), c.Label)),
                .. missing is { } value ? new[] { (Number(value), NothingLabel(versions)) } : []],
            Missing = missing,
        });
    }

    private string NothingLabel(List<Item> versions) =>
        versions.OfType<ScaleItem>().Select(i => i.Scale.NotApplicable).OfType<NotApplicablePoint>().Select(p => _text.In(p.Label)).Last();

    private string Text(string csv, string title)
    {
        Line("* Encoding: UTF-8.");
        Line($"* {OneLine(title).Replace('.', ' ')}.");
        Line("SET DECIMAL=DOT.");
        Read(csv);
        Recode();
        Label();
        Line("EXECUTE.");
        return _lines.ToString();
    }

    private void Read(string csv)
    {
        Line("GET DATA");
        Line("  /TYPE=TXT");
        Line($"  /FILE={Quoted(csv)}");
        Line("  /ENCODING='UTF8'");
        Line("  /ARRANGEMENT=DELIMITED");
        Line("  /DELIMITERS=','");
        Line("  /QUALIFIER='\"'");
        Line("  /FIRSTCASE=2");
        Line("  /VARIABLES=");
        foreach (var variable in _variables)
        {
            Line($"    {variable.Raw ?? variable.Name} {variable.Format}{(variable == _variables[^1] ? "." : "")}");
        }
    }

    private void Recode()
    {
        var coded = _variables.FindAll(v => v.Raw is not null);
        foreach (var variable in coded)
        {
            Line($"RECODE {variable.Raw} {string.Join(' ', variable.Codes.Select(c => $"({Quoted(c.Code)}={Number(c.Value)})"))} (ELSE=SYSMIS) INTO {variable.Name}.");
        }

        if (coded.Count > 0)
        {
            Line("EXECUTE.");
            Line($"DELETE VARIABLES {string.Join("\n  ", coded.Select(v => v.Raw))}.");
            Line($"FORMATS {string.Join("\n  ", coded.Select(v => v.Name))} (F6.0).");
        }
    }

    private void Label()
    {
        Line("VARIABLE LABELS");
        foreach (var variable in _variables)
        {
            Line($"  {(variable == _variables[0] ? "" : "/")}{variable.Name} {Quoted(Cut(variable.Label, VariableLabelBytes))}{(variable == _variables[^1] ? "." : "")}");
        }

        foreach (var variable in _variables.Where(v => v.Values.Count > 0))
        {
            Line($"VALUE LABELS {variable.Name}");
            foreach (var (value, label) in variable.Values)
            {
                Line($"  {value} {Quoted(Cut(label, ValueLabelBytes))}{((value, label) == variable.Values[^1] ? "." : "")}");
            }
        }

        foreach (var variable in _variables.Where(v => v.Missing is not null))
        {
            Line($"MISSING VALUES {variable.Name} ({Number(variable.Missing!.Value)}).");
        }

        foreach (var level in _variables.GroupBy(v => v.Level))
        {
            Line($"VARIABLE LEVEL {string.Join("\n  ", level.Select(v => v.Name))} ({level.Key}).");
        }
    }

    // A name begins with a letter, ends with no underscore, is none of the language's own words and stands once in any case.
    private string NameOf(string code)
    {
        var name = Cut(char.IsAsciiLetter(code[0]) && !Reserved.Contains(code.ToUpperInvariant()) ? code : "q_" + code, NameBytes - 8).TrimEnd('_');
        var unique = name;
        for (var i = 2; !_names.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        }

        return unique;
    }

    private void Line(string line) => _lines.Append(line).Append("\r\n");

    private static string Quoted(string words) => "'" + OneLine(words).Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string OneLine(string words) => string.Concat(words.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Cut(string words, int bytes)
    {
        var length = 0;
        var runes = words.EnumerateRunes().TakeWhile(r => (length += r.Utf8SequenceLength) <= bytes);
        return string.Concat(runes.Select(r => r.ToString()));
    }

    private sealed record Variable
    {
        public required string Name { get; init; }

        /// <summary>The column's own name where its codes are recoded; null: it stays as it is.</summary>
        public string? Raw { get; init; }
        public required string Format { get; init; }
        public required string Label { get; init; }
        public required string Level { get; init; }
        public IReadOnlyList<(string Code, int Value)> Codes { get; init; } = [];

        /// <summary>Values as the syntax writes them, with their labels.</summary>
        public IReadOnlyList<(string Value, string Label)> Values { get; init; } = [];
        public int? Missing { get; init; }
    }
}
