using Survey.Core.Indices;

namespace Survey.Core.Feedback;

/// <summary>One piece of citizens' feedback (phản ánh, kiến nghị), as far as counting needs it.</summary>
/// <param name="DueOn">The last day on which an answer is in time.</param>
/// <param name="AnsweredOn">The day of the answer; null while there is none. A refusal with its reason is an answer.</param>
public readonly record struct FeedbackItem(DateOnly DueOn, DateOnly? AnsweredOn);

/// <summary>
/// How a unit dealt with the feedback that it received. Every piece is counted once: answered on time, answered late,
/// overdue, or open with time left. From the plans on administrative reform: "100% số PAKN được xử lý … hoặc chưa nhận được
/// PAKN", so whoever received none complies.
/// </summary>
public sealed record FeedbackReport
{
    /// <summary>All pieces, 0 or more; the sum of the four counts below.</summary>
    public required int Received { get; init; }

    /// <summary>Answered on the due day or before.</summary>
    public required int OnTime { get; init; }

    /// <summary>Answered after the due day.</summary>
    public required int Late { get; init; }

    /// <summary>Without an answer, and the due day is over.</summary>
    public required int Overdue { get; init; }

    /// <summary>Without an answer, and there is still time for one. Says nothing yet for or against the unit.</summary>
    public required int Open { get; init; }

    /// <summary>Pieces of which it is settled whether the answer came on time: all but the open ones.</summary>
    public int Settled => Received - Open;

    /// <summary>Whether nothing was received, which counts as compliant.</summary>
    public bool NoneReceived => Received == 0;

    /// <summary>Whether nothing was answered late and nothing is overdue.</summary>
    public bool Complies => OnTime == Settled;

    /// <summary>
    /// Percentage of the settled pieces that were answered on time, 0 to 100, exact. 100 where none was received; null where
    /// some were received and all of them still have time.
    /// </summary>
    public Rational? Rate => NoneReceived ? (Rational)100 : Settled == 0 ? null : new Rational(100 * OnTime, Settled);

    /// <summary>Counts the pieces as they stand at the end of a day.</summary>
    /// <param name="items">All pieces that were received.</param>
    /// <param name="today">The day; an answer due on it is not overdue yet.</param>
    public static FeedbackReport Of(IEnumerable<FeedbackItem> items, DateOnly today)
    {
        var (onTime, late, overdue, open) = (0, 0, 0, 0);
        foreach (var item in items)
        {
            switch (item.AnsweredOn)
            {
                case { } day when day <= item.DueOn:
                    onTime++;
                    break;
                case not null:
                    late++;
                    break;
                default:
                    _ = item.DueOn < today ? overdue++ : open++;
                    break;
            }
        }

        return new FeedbackReport { Received = onTime + late + overdue + open, OnTime = onTime, Late = late, Overdue = overdue, Open = open };
    }
}
