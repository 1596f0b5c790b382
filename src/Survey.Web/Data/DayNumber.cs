using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Survey.Web.Data;

/// <summary>Days as whole numbers in the tables that grow: small, ordered and the same in both databases.</summary>
public static class DayNumber
{
    public static readonly ValueConverter<DateOnly, int> Converter = new(day => day.DayNumber, number => DateOnly.FromDayNumber(number));
}
