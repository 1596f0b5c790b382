using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Survey.Web.Data;

/// <summary>Instants are UTC; neither database gives the kind back.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Utc ? value : value.ToUniversalTime(),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
