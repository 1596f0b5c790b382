using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>The fields of a form whose names depend on what it edits. What nobody asked for is unknown to the page.</summary>
public sealed class PostedFields(IFormCollection form, IReadOnlyList<string> languages)
{
    private const int MostRows = 100;
    private const string TokenField = "__RequestVerificationToken";
    private const string RevisionField = "Revision";
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a field, for the page to say.</summary>
    public List<(string Field, PostedProblem Problem)> Problems { get; } = [];

    public bool HasUnread() => form.Files.Count > 0 || form.Keys.Any(k => k is not (TokenField or RevisionField) && !_read.Contains(k));

    public bool Has(string name)
    {
        _read.Add(name);
        return form.ContainsKey(name);
    }

    /// <summary>The revision that the form was drawn from; 0 where there is none.</summary>
    public int Revision => int.TryParse(Line(RevisionField), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    /// <summary>All that was typed as wordings.</summary>
    public IEnumerable<string> Wordings() => form.Keys.Where(k => k.StartsWith("t.", StringComparison.Ordinal) || k.Contains(".t.", StringComparison.Ordinal))
        .Select(Line).Where(w => w.Length > 0).Take(MostRows);

    /// <summary>The field as it was typed, on one line; empty where it is absent.</summary>
    public string Line(string name) => OneLine(Raw(name).ToString());

    public IReadOnlyList<string> All(string name) => [.. Raw(name).Select(v => v ?? "").Where(v => v.Length > 0)];

    /// <summary>A text with its languages; null where all are empty. The source is "" where only it is missing, or where the text must not be.</summary>
    public LocalizedText? Text(string prefix, bool must)
    {
        var typed = Typed(prefix);
        var source = languages[0];
        if (typed.Count > 0 && typed[0].Key == source)
        {
            return new LocalizedText(typed);
        }

        if (typed.Count == 0 && !must)
        {
            return null;
        }

        Problems.Add(($"{prefix}.{source}", PostedProblem.SourceMissing));
        return new LocalizedText(typed.Prepend(KeyValuePair.Create(source, "")));
    }

    /// <summary>A text that a new row asks for; null where it was left empty.</summary>
    public LocalizedText? NewText(string prefix)
    {
        var typed = Typed(prefix);
        return typed.Count == 0 ? null
            : typed[0].Key == languages[0] ? new LocalizedText(typed)
            : new LocalizedText(typed.Prepend(KeyValuePair.Create(languages[0], typed[0].Value)));
    }

    /// <summary>A number; null, with a problem, where it is none or not within the bounds.</summary>
    public decimal? Number(string name, decimal least, decimal most, int decimals = 0, bool must = true)
    {
        var text = Line(name);
        if (text.Length == 0 && !must)
        {
            return null;
        }

        if (NumberText.Read(text) is { } number && number >= least && number <= most && decimal.Round(number, decimals) == number)
        {
            return number;
        }

        Problems.Add((name, PostedProblem.BadNumber));
        return null;
    }

    /// <summary>The numbers N of the fields prefix.N.…, ascending.</summary>
    public IReadOnlyList<int> Rows(string prefix)
    {
        var rows = new SortedSet<int>();
        foreach (var key in form.Keys.Where(k => k.StartsWith(prefix + ".", StringComparison.Ordinal)))
        {
            var rest = key.AsSpan(prefix.Length + 1);
            var dot = rest.IndexOf('.');
            if (dot > 0 && int.TryParse(rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < MostRows)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private List<KeyValuePair<string, string>> Typed(string prefix)
    {
        // A language that someone took away since the form was opened is no unknown field.
        foreach (var key in form.Keys.Where(k => k.Length <= prefix.Length + 4 && k.StartsWith(prefix + ".", StringComparison.Ordinal)))
        {
            if (key[(prefix.Length + 1)..] is { Length: 2 or 3 } tag && tag.All(char.IsAsciiLetterLower))
            {
                _read.Add(key);
            }
        }

        var typed = new List<KeyValuePair<string, string>>();
        foreach (var language in languages)
        {
            if (Line($"{prefix}.{language}") is { Length: > 0 } words)
            {
                typed.Add(KeyValuePair.Create(language, words));
                if (words.Length > QuestionnaireJson.MaxTextLength)
                {
                    Problems.Add(($"{prefix}.{language}", PostedProblem.TooLong));
                }
            }
        }

        return typed;
    }

    private StringValues Raw(string name)
    {
        _read.Add(name);
        return form[name];
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(TypedText.Clean(text));
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '\n' or '\u2028' or '\u2029')
            {
                line[i] = ' ';
            }
        }

        return line.ToString().Trim();
    }
}

/// <summary>What can be wrong with a field.</summary>
public enum PostedProblem
{
    SourceMissing,
    TooLong,
    BadNumber,
}
