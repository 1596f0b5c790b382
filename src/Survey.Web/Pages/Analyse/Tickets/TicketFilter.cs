using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>Which tickets are looked at, as it stands in the address.</summary>
public sealed record TicketFilter
{
    public string? Period { get; init; }

    /// <summary>open, overdue, settled; "" for all.</summary>
    public string State { get; init; } = "";
    public TicketChannel? Channel { get; init; }

    /// <summary>Only those that the reader sees to.</summary>
    public bool Mine { get; init; }
    public int Page { get; init; } = 1;

    public static TicketFilter From(IQueryCollection query) => new()
    {
        Period = query["period"].ToString() is { Length: > 0 } period ? period : null,
        State = query["state"].ToString() is "open" or "overdue" or "settled" ? query["state"].ToString() : "",
        Channel = Enum.GetValues<TicketChannel>().Cast<TicketChannel?>().FirstOrDefault(c => string.Equals(c.ToString(), query["channel"], StringComparison.OrdinalIgnoreCase)),
        Mine = query["mine"] == "1",
        Page = int.TryParse(query["p"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1,
    };

    public string Address(Unit unit)
    {
        var parts = new Dictionary<string, string?>();
        Add("period", Period);
        Add("state", State.Length > 0 ? State : null);
        Add("channel", Channel?.ToString().ToLowerInvariant());
        Add("mine", Mine ? "1" : null);
        Add("p", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return QueryHelpers.AddQueryString($"/analyse/{unit.Code}/tickets", parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts[name] = value;
            }
        }
    }

    public IQueryable<Ticket> Of(IQueryable<Ticket> tickets, StoredPeriod? period, long accountId, DateOnly today)
    {
        if (period is not null)
        {
            // What waits from before is work to be done now.
            tickets = tickets.Where(t => (t.ReceivedOn >= period.First && t.ReceivedOn <= period.Last) || (t.AnsweredOn == null && t.ReceivedOn < period.First));
        }

        tickets = State switch
        {
            "open" => tickets.Where(t => t.AnsweredOn == null),
            "overdue" => tickets.Where(t => t.AnsweredOn == null && t.DueOn < today),
            "settled" => tickets.Where(t => t.AnsweredOn != null),
            _ => tickets,
        };
        tickets = Channel is { } channel ? tickets.Where(t => t.Channel == channel) : tickets;
        return Mine ? tickets.Where(t => t.OwnerId == accountId) : tickets;
    }
}
