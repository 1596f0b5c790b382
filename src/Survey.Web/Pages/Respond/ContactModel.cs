using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>The form on which a citizen asks for an answer. It knows nothing of any response.</summary>
public sealed record ContactFormModel : CitizenModel
{
    /// <summary>Makes sending twice harmless, and is what the reply code is made of.</summary>
    public required string Key { get; init; }

    /// <summary>How many days after the answer name and contact are deleted.</summary>
    public required int Days { get; init; }
    public string Text { get; init; } = "";
    public string Name { get; init; } = "";
    public string Contact { get; init; } = "";

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Wrong { get; init; } = new Dictionary<string, LocalizedText>();
    public bool Busy { get; init; }
}

/// <summary>The page that shows the reply code, once.</summary>
public sealed record ContactSentModel : CitizenModel
{
    public required string Code { get; init; }
    public required DateOnly DueOn { get; init; }
}

/// <summary>The page on which the code is typed and the answer read.</summary>
public sealed record ReplyModel : CitizenModel
{
    public string Typed { get; init; } = "";
    public bool Unknown { get; init; }
    public ReplyShown? Shown { get; init; }
}

/// <summary>What a citizen reads of a ticket.</summary>
public sealed record ReplyShown(LocalizedText Unit, LocalizedText State, string Text, DateOnly ReceivedOn, DateOnly DueOn, DateOnly? AnsweredOn, string Answer);
