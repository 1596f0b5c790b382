using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>A text by language while it is collected; the source language may still be missing.</summary>
internal sealed class Words
{
    private readonly List<KeyValuePair<string, string>> _entries = [];

    public IReadOnlyList<KeyValuePair<string, string>> Entries => _entries;

    public bool IsEmpty => _entries.Count == 0;

    public string? this[string language] => _entries.Find(e => e.Key == language).Value;

    /// <summary>The text in the language, else in any.</summary>
    public string In(string language) => this[language] ?? (IsEmpty ? "" : _entries[0].Value);

    /// <summary>Adds a wording; an empty one, or a second of a language, is not taken.</summary>
    public Words With(string language, string text)
    {
        if (text.Length > 0 && this[language] is null)
        {
            _entries.Add(new(language, text));
        }

        return this;
    }

    public static Words Of(IEnumerable<string> languages, Func<string, string?> wording)
    {
        var words = new Words();
        foreach (var language in languages)
        {
            words.With(language, wording(language) ?? "");
        }

        return words;
    }

    /// <summary>Both texts one after the other in each language that has either.</summary>
    public static Words Join(Words first, Words second, LossNote note)
    {
        var languages = first._entries.Concat(second._entries).Select(e => e.Key).Distinct().ToList();
        return Of(languages, l => Wording.Fit(Joined(first[l] ?? "", second[l] ?? ""), note));
    }

    /// <summary>A question's wording before its row's, so that the row can be asked by itself.</summary>
    public static Words Join(Words first, Words second, string language, LossNote note)
    {
        var languages = first._entries.Concat(second._entries).Select(e => e.Key).Distinct().ToList();
        // Half a sentence in a language is worse than none: then the source language is shown.
        var whole = languages.Where(l => l == language || first.IsEmpty || second.IsEmpty || (first[l] is not null && second[l] is not null)).ToList();
        foreach (var half in languages.Except(whole))
        {
            note.Change(new($"Bản “{half}” bị bỏ vì chỉ dịch một nửa.", $"The wording in '{half}' was left out, since only half of it is translated."));
        }

        return Of(whole, l => Wording.Fit(Joined(first[l] ?? first.In(language), second[l] ?? second.In(language)), note));
    }

    /// <summary>The text as the format keeps it, or null where there is none; what the source language lacks is noted.</summary>
    public LocalizedText? ToText(IReadOnlyList<string> languages, LossNote note)
    {
        var known = languages.Where(l => this[l] is not null).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        if (known[0] == languages[0])
        {
            return new LocalizedText(known.Select(l => new KeyValuePair<string, string>(l, this[l]!)));
        }

        note.Change(new(
            $"Thiếu câu chữ bằng ngôn ngữ gốc “{languages[0]}”; tạm lấy bản “{known[0]}”.",
            $"The text is missing in the source language '{languages[0]}'; that in '{known[0]}' stands in for it."));
        return new LocalizedText(known.Select(l => new KeyValuePair<string, string>(l, this[l]!)).Prepend(new(languages[0], this[known[0]]!)));
    }

    private static string Joined(string first, string second) => first.Length == 0 || second.Length == 0
        ? first + second
        : first[^1] is ':' or '?' or '!' or '.' or '…' or ',' or ';' or '–' or '-' ? $"{first} {second}" : $"{first}: {second}";
}
