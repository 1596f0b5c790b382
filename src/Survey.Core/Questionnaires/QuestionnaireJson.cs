using System.Text;
using System.Text.Json;

namespace Survey.Core.Questionnaires;

/// <summary>The one JSON format of library files, drafts and published versions.</summary>
public static class QuestionnaireJson
{
    /// <summary>The largest document that is read, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The most sections of a questionnaire.</summary>
    public const int MaxSections = 50;

    /// <summary>The most items of a questionnaire, all sections together.</summary>
    public const int MaxItems = 300;

    /// <summary>The most options of a choice item, and the most bands of a number item.</summary>
    public const int MaxOptions = 60;

    /// <summary>The most UTF-16 units of one text in one language.</summary>
    public const int MaxTextLength = 2000;

    /// <summary>The largest <see cref="TextItem.MaxLength"/>.</summary>
    public const int MaxAnswerLength = 4000;

    /// <summary>Names the citizen's form uses for its own fields; no item may have them as its code.</summary>
    public static IReadOnlyList<string> ReservedItemCodes { get; } = ["key", "wave", "lang", "service", "channel", "sent"];

    /// <summary>Reads a questionnaire and checks every rule of the format. Never throws, whatever the bytes.</summary>
    /// <param name="utf8">UTF-8 without a byte order mark, at most <see cref="MaxBytes"/>.</param>
    public static QuestionnaireReadResult Read(ReadOnlyMemory<byte> utf8)
    {
        var log = new ProblemLog();
        using var document = JsonNode.Open(utf8, MaxBytes, log);
        var questionnaire = document is null ? null : new QuestionnaireReader().Read(new JsonNode(document.RootElement, "$", log));
        return new QuestionnaireReadResult
        {
            Questionnaire = log.Count == 0 ? questionnaire : null,
            Problems = log.Problems,
        };
    }

    /// <summary>Reads a document that is kept as text, such as a draft or a version; as <see cref="Read(ReadOnlyMemory{byte})"/>.</summary>
    public static QuestionnaireReadResult Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    /// <summary>Writes the canonical document: properties in the format's order, defaults left out, a newline at the end.
    /// The same questionnaire always gives the same text, and reading it gives the questionnaire again.</summary>
    public static string Write(Questionnaire q) => new QuestionnaireWriter(q).Write();
}
