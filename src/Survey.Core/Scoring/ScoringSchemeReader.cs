using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>Reads one scoring scheme and notes what is wrong with it.</summary>
internal sealed class ScoringSchemeReader
{
    private const int MaxCodeLength = 64;

    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private int _lines;

    public ScoringScheme? Read(JsonNode node)
    {
        if (node.Object() is not { } root)
        {
            return null;
        }

        root.AllowOnly("$schema", "format", "code", "version", "title", "effectiveFrom", "effectiveTo", "legalBasis", "printedTotal", "criteria");
        root.Find("$schema")?.String();
        root.Require("format")?.Integer(1, 1);
        var from = Day(root.Require("effectiveFrom"));
        var to = Day(root.Find("effectiveTo"));
        if (to < from)
        {
            root.Find("effectiveTo")!.Value.Refuse("The scheme would end before it starts.");
        }

        return new ScoringScheme
        {
            Code = root.Require("code")?.Code() ?? "",
            Version = root.Require("version")?.Integer(1, int.MaxValue) ?? 1,
            Title = Text(root.Require("title")),
            EffectiveFrom = from ?? default,
            EffectiveTo = to,
            LegalBasis = root.Find("legalBasis") is { } basis ? Text(basis) : null,
            PrintedTotal = root.Has("printedTotal") ? FormulaReader.AboveZero(root, "printedTotal") : null,
            Criteria = ReadCriteria(root.Require("criteria"), null, 1),
        };
    }

    /// <summary>A text by language; Vietnamese is demanded and comes first.</summary>
    public static LocalizedText Text(JsonNode? node)
    {
        var missing = LocalizedText.Of("vi", "");
        if (node?.Object() is not { } parts)
        {
            return missing;
        }

        var wordings = new List<KeyValuePair<string, string>>();
        foreach (var (language, part) in parts.Properties)
        {
            if (language.Length is < 2 or > 3 || !language.All(char.IsAsciiLetterLower))
            {
                part.Refuse("A language tag has two or three of the letters a-z, such as \"vi\".");
            }

            wordings.Insert(language == "vi" ? 0 : wordings.Count, new(language, LocalizedTextReader.Wording(part)));
        }

        if (parts.Has("vi"))
        {
            return new(wordings);
        }

        parts.Refuse("The text is missing in Vietnamese, \"vi\".");
        return missing;
    }

    private List<Criterion> ReadCriteria(JsonNode? node, string? parent, int depth)
    {
        if (depth > ScoringSchemeJson.MaxDepth)
        {
            node?.Refuse($"The table is too deep: at most {ScoringSchemeJson.MaxDepth} levels.");
            return [];
        }

        return (node?.Array(1, ScoringSchemeJson.MaxCriteria, "criteria") ?? [])
            .Select(n => ReadCriterion(n, parent, depth)).OfType<Criterion>().ToList();
    }

    private Criterion? ReadCriterion(JsonNode node, string? parent, int depth)
    {
        if (++_lines > ScoringSchemeJson.MaxCriteria)
        {
            if (_lines == ScoringSchemeJson.MaxCriteria + 1)
            {
                node.Refuse($"The table is too long: at most {ScoringSchemeJson.MaxCriteria} lines.");
            }

            return null;
        }

        if (node.Object() is not { } line)
        {
            return null;
        }

        var code = ReadCode(line, parent);
        var title = Text(line.Require("title"));
        var note = line.Find("note") is { } noted ? Text(noted) : null;
        if (line.Has("criteria"))
        {
            line.AllowOnly("code", "title", "note", "printedMax", "criteria");
            return new CriterionGroup
            {
                Code = code,
                Title = title,
                Note = note,
                PrintedMax = line.Has("printedMax") ? FormulaReader.AboveZero(line, "printedMax") : null,
                Criteria = ReadCriteria(line.Find("criteria"), code, depth + 1),
            };
        }

        return ReadScored(line, code, title, note);
    }

    private static ScoredCriterion ReadScored(JsonObjectNode line, string code, LocalizedText title, LocalizedText? note)
    {
        line.AllowOnly("code", "title", "note", "max", "notApplicable", "formula");
        var max = FormulaReader.AboveZero(line, "max");
        return new ScoredCriterion
        {
            Code = code,
            Title = title,
            Note = note,
            Max = max ?? 1,
            NotApplicable = line.Find("notApplicable")?.Word("lower_base", "full_marks") is { } word
                ? (NotApplicableRule)(word + 1)
                : NotApplicableRule.AlwaysApplies,
            Formula = FormulaReader.Read(line.Require("formula"), max),
        };
    }

    private string ReadCode(JsonObjectNode line, string? parent)
    {
        if (line.Require("code") is not { } node || node.String() is not { } code)
        {
            return "";
        }

        if (code.Length > MaxCodeLength
            || !code.Split('.').All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit)))
        {
            node.Refuse($"A criterion's code is letters and digits parted by dots, such as II.1.4; found {JsonNode.Shown(code)}.");
        }
        else if (!_codes.Add(code))
        {
            node.Refuse($"Another criterion already has the code \"{code}\".");
        }
        else if (parent is { Length: > 0 } && !code.StartsWith(parent + ".", StringComparison.Ordinal))
        {
            node.Refuse($"The code begins with that of its group, \"{parent}.\"; found \"{code}\".");
        }

        return code;
    }

    private static DateOnly? Day(JsonNode? node)
    {
        if (node?.String() is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        node!.Value.Refuse($"Expected a day as YYYY-MM-DD, found {JsonNode.Shown(text)}.");
        return null;
    }
}
