using Survey.Core.Responses;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Responses;

/// <summary>A checked sheet on its way to the database. It knows nothing about who sent it.</summary>
public sealed record Submission
{
    /// <summary>Day of issue and SHA-256 of the form's key, see <see cref="SubmissionKey"/>.</summary>
    public required byte[] Digest { get; init; }
    public required long WaveId { get; init; }
    public required long VersionId { get; init; }
    public required long CollectionPointId { get; init; }

    /// <summary>The service; 0 where the point offers none or none was picked.</summary>
    public required long ServiceId { get; init; }
    public required Channel Channel { get; init; }
    public TrustTier Trust { get; init; }

    /// <summary>The local day of receipt.</summary>
    public required DateOnly Day { get; init; }
    public QualityFlags Flags { get; init; }

    /// <summary>Canonical JSON, see <see cref="AnswerSheet.ToJson"/>.</summary>
    public required string Answers { get; init; }

    /// <summary>Answers in words; they are masked before they are stored.</summary>
    public IReadOnlyList<TextAnswer> Texts { get; init; } = [];
    public bool LowOverall { get; init; }
}

public enum SubmissionOutcome
{
    /// <summary>Committed durably.</summary>
    Stored,

    /// <summary>The key was spent before: the sheet is already there.</summary>
    Duplicate,

    /// <summary>Not known to be stored: the queue is full or the database away. The same key may be sent again.</summary>
    Busy,
}
